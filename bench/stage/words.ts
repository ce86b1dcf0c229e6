/** Parts of names of companies and people, so that the data can be searched as people search. */
export const words = {
  companyStart:
    `Alder Amber Ash Beacon Birch Black Blue Bright Brook Cedar Clear Cliff Cobalt Copper Crest East Elm
    Ever Fair Fal Fern Field Fox Glen Gold Green Grey Harbor Hazel High Iron Juniper Keystone Lake Lark`.split(
      /\s+/,
    ),
  companyEnd:
    `bank bay bridge brook burn cliff cote dale dell field ford gate grove hall ham haven hill holm hurst
    lake land leigh mark mere mont moor more peak point port ridge rock shaw stead stone ton vale well wick`.split(
      /\s+/,
    ),
  trade:
    `Analytics Apparel Aviation Banking Biotech Brewing Capital Ceramics Chemicals Cloud Coatings Dairy Dental
    Energy Finance Foods Freight Gaming Health Hotels Insurance Labs Legal Logistics Marine Media Mining Mobility
    Optics Packaging Paper Pharma Plastics Power Robotics Security Steel Systems Textiles Timber`.split(
      /\s+/,
    ),
  form: 'AB AG BV Co Group GmbH Holding Inc Ltd NV Oy Partners PLC SA SpA Works'.split(' '),
  firstName:
    `Ada Aisha Akira Alba Alma Amara Ana Anders Anna Arjun Astrid Aurel Beatriz Bela Benedikt Bruno Carla
    Carlos Celine Chiara Clara Dana Daniel Daria David Diego Dina Dmitri Elena Elif Elin Emil Emma Enzo Erik Esra
    Eva Farah Felix Femi Fiona Frida Gabriel Georg Greta Hanna Haruki Hasan Hector Helena Hiro Hugo Ida Ines Ingrid
    Irene Isaac Ivan Jan Jana Jasmin Joao Johan Jonas Julia Kaito Karim Karin Katya Kenji Klara Lars Laura Lea Leila
    Lena Leo Liam Lina Linus Lucia Luis Luka Maja Marek Maria Marta Matteo Maya Mei Mila Mina Miro Mona Nadia Naomi
    Nils Nina Noah Noor Olga Omar Oscar Paula Pavel Pia Priya Rafael Rania Rosa Ruth Sami Sara Selma Sofia Sven Tara
    Theo Tomas Uma Vera Viktor Yara Yusuf Zoe`.split(/\s+/),
  lastNameStart:
    `Ander Berg Bern Blom Borg Brand Carl Cast Dahl Dor Eber Eck Eng Falk Fer Fisch Fried Gar Gold Grün
    Hal Hart Hein Hoff Holm Jans Kal Kar Klein Kov Lang Lind Lund Mar Mend Mor Nor Ober Olm Oster Pal Pet Ram Ren
    Ros Sand Schön Sil Stein Ström Tan Tor Vas Vel Wald Wein West Win Zan Zim`.split(/\s+/),
  lastNameEnd:
    `a acs ado aldi amo ano ari as ato auer backer berg ek el elli en er es etti ez feld gren haus heim
    holt i ic in ini ius kamp man mann mark off one ov owski son ström sen`.split(/\s+/),
  title:
    `Account Director|Chief Executive Officer|Chief Financial Officer|Chief Information Officer|Chief Operating
    Officer|Customer Support Lead|Data Engineer|Finance Manager|Head of Digital|Head of IT|Head of Operations|Head
    of People|IT Manager|Legal Counsel|Operations Manager|Product Owner|Project Lead|Purchasing Manager|Sales
    Director|Security Officer|Solutions Architect|VP Engineering|VP Marketing|VP Sales`
      .replace(/\s+/g, ' ')
      .split('|'),
  industry:
    `Aviation|Banking|Chemicals|Construction|Education|Energy|Food|Government|Health|Hospitality|Insurance|
    Logistics|Manufacturing|Media|Mining|Pharma|Retail|Software|Telecoms|Travel`
      .replace(/\s+/g, '')
      .split('|'),
  subject: `Quarterly business review|Check-in on the roll-out|Question about an invoice|Workshop with the key
    users|New requirement from operations|Renewal conversation|Introduction of a new sponsor|Support case that took
    too long|Feedback on the last release|Planning of the next phase|Training for a second team|Executive dinner`
    .replace(/\s+/g, ' ')
    .split('|'),
  task: `Prepare the business review|Send the summary|Call the decision maker|Ask for a reference|Check the
    adoption report|Introduce the new specialist|Plan the training|Clear the open invoice|Collect feedback on the
    pilot|Update the success plan`
    .replace(/\s+/g, ' ')
    .split('|'),
};
