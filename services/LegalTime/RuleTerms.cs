namespace OrdreCouncils.LegalTime;

/// <summary>What a rule says besides its length, for alerts, notices and <c>docs/deadlines.md</c>. <c>Starts</c> names the event that the count leaves from, or
/// goes back to; <c>AtEnd</c> says what the end of the time changes.</summary>
public sealed record RuleTerms(string Starts, LegalActor Actor, Consequence Consequence, string AtEnd, Filing Filing = Filing.None)
{
    /// <summary>What the text does not say, and the reading applied here. Empty when the text says all.</summary>
    public string Silence { get; init; } = "";

    /// <summary>What CSP art. R.4441-2 and R.4441-27 say of the rule in New Caledonia and French Polynesia, where it is not counted here. Empty when nothing
    /// was read.</summary>
    public string UnderOwnCodes { get; init; } = "";
}

/// <summary>Who must act within the time, or whose measure it is.</summary>
public enum LegalActor
{
    Practitioner,
    Complainant,
    Applicant,
    Party,
    Appellant,
    DepartmentalCouncil,
    RegionalCouncil,
    NationalCouncil,
    PresidentOfTheNationalCouncil,
    FirstInstanceChamber,
    NationalChamber,
    PresidentOfTheChamber,
    HealthAgency,
    Experts,
    AdministrativeCourt,
    Candidate,
    ElectionOrganiser,

    /// <summary>The law itself: the day comes without an act.</summary>
    NoOne,
}

/// <summary>What the end of the time changes, for programs; <see cref="RuleTerms.AtEnd"/> says it in a sentence.</summary>
public enum Consequence
{
    /// <summary>The text attaches nothing to it: an alert, never a block.</summary>
    NoneWritten,

    /// <summary>The act is refused when it comes later.</summary>
    Inadmissible,

    /// <summary>The body may reject, or go on without the party.</summary>
    MayGoOnWithout,

    /// <summary>The party is deemed to have withdrawn.</summary>
    DeemedWithdrawn,

    /// <summary>The file takes no more documents or candidates.</summary>
    Closes,

    /// <summary>Somebody may ask another body to act; nothing happens by itself.</summary>
    OpensARequest,

    /// <summary>The next body is competent in place of this one.</summary>
    PassesToTheNextBody,

    /// <summary>The measure ends by law.</summary>
    EndsByLaw,

    /// <summary>Silence is a refusal.</summary>
    ImplicitRefusal,

    /// <summary>The power to act ends.</summary>
    PowerEnds,

    /// <summary>The act becomes possible.</summary>
    MayAct,

    /// <summary>The decision takes the effect that the rule names.</summary>
    TakesEffect,
}
