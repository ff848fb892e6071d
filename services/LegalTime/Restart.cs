namespace OrdreCouncils.LegalTime;

/// <summary>An event that wipes out the time that has run: the whole limit runs again from it. <c>Reason</c> is French, for a notice.</summary>
public sealed record Restart(DateOnly On, string Article, string Reason)
{
    /// <summary>Notification of the order that corrects a material error (CSP art. R.4126-31).</summary>
    public static Restart ByCorrection(DateOnly notifiedOn) =>
        new(notifiedOn, "CJA art. R.741-11, al. 2", "Notification de l'ordonnance rectificative");

    /// <summary>Express refusal notified before the end of the time to contest the implicit one.</summary>
    public static Restart ByExpressRefusal(DateOnly notifiedOn) => new(notifiedOn, "CJA art. R.421-2", "Notification de la décision expresse de rejet");
}
