using OrdreCouncils.LegalTime;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.LegalTime.Deadlines;

internal static class DeadlineIntroduction
{
    public static string Text() => $"""
        # Deadlines
        Generated from `services/LegalTime` by `{GeneratedFile.Command}`. Do not edit.

        Every time limit that the platform computes, with its article, the days on which each wording is in force, and one example counted by hand. A lawyer can
        check this page against the codes: the numbered steps are those that the engine writes in French on notices. All the examples are in
        `{Examples.WorkedExample.Path}`. The codes are read as consolidated on 6 December 2023; later amendments that are not named here were not found.

        ## How a limit is counted
        - **The law of its own dates.** The day of the event picks the wording. A case of 2018 runs under the wording of 2018.
        - **Start and end** (CPC art. 640 to 642). The day of the event does not count. Months and years end on the same number of the last month, or on its last
          day when there is no such number; months are counted before days. A limit ends at 24:00; a Saturday, Sunday or holiday moves it to the next working day.
          R.4126-10 of the CSP names these articles for its own time limits; for the others their use is our reading.
        - **Whose calendar.** The holidays of the place where the body sits, in all cases: the texts do not say, and this is the one reading that gives both parties
          the same day. National: code du travail L.3133-1. Alsace-Moselle adds Good Friday and 26 December (L.3134-13). The day of the abolition of slavery
          (L.3422-2): 27 April in Mayotte, 22 May in Martinique, 27 May in Guadeloupe and Saint-Martin, 10 June in Guyane, 9 October in Saint-Barthélemy,
          20 December in La Réunion.
        - **Distance**, where the text adds it. Three tables, by seat of the body and residence (not nationality) of the person:

          | seat | resides where the body sits | resides elsewhere in France | resides abroad |
          |---|---|---|---|
          | metropolitan France (CPC art. 643; CJA art. R.421-7 before the Conseil d'État) | no month | 1 month overseas, none in another part of metropolitan France | 2 months |
          | Guadeloupe, Guyane, Martinique, La Réunion, Mayotte, Saint-Barthélemy, Saint-Martin, Saint-Pierre-et-Miquelon, Wallis et Futuna (CPC art. 644) | no month | 1 month, from metropolitan France too | 2 months |
          | New Caledonia, French Polynesia | not counted here | not counted here | not counted here |

          A person served in hand in a place without distance has no distance (CPC art. 647): give that place as the residence.
        - **Each addressee's own clock.** Parties are notified on different days; each has a limit of its own, and so a limit is computed per addressee.
        - **Postmark or receipt.** An appeal to an administrative court is made on the day of its postmark ({Filings.PostmarkRuling}), except where a text says
          otherwise, and for limits in hours or that end at an hour. Each rule below says what its text says, or that it is silent.
        - **Suspension and reset.** Days of suspension are added before a working day is looked for. An event that reopens a limit (an order that corrects a
          material error, CJA art. R.741-11; an express refusal after an implicit one, CJA art. R.421-2) starts the whole of it again.

        ## The civil day of an act
        The day of an act overseas is the day of its place: a clerk in Nouméa writes tomorrow's date of Paris from early afternoon on, a clerk in Cayenne yesterday's
        date until four or five in the morning of Paris. `LegalDay.Today(clock, place)` gives it by territory, or by the code of the council's department.

        ## What is not counted here
        - New Caledonia: {TimeLimits.WhyNotCounted(Territory.NewCaledonia)}
        - French Polynesia: {TimeLimits.WhyNotCounted(Territory.FrenchPolynesia)}
        - Wallis et Futuna, for limits that look for a working day: {TimeLimits.WhyNotCounted(Territory.WallisEtFutuna)}

        The texts of those codes are not held here, so the engine refuses instead of guessing. `Departments.IsCounted` and `Departments.WhyNotCounted` answer
        without an exception. For a decision of a chamber there the local codes count the appeal and the appeal in cassation too, though those courts sit in Paris
        (CSP art. R.4441-27, II, 16° and 18°). A person who lives there and contests a decision of another chamber is counted here, with distance.

        """;
}
