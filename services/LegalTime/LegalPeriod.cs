namespace OrdreCouncils.LegalTime;

/// <summary>A period of months and days; months are counted first (CPC art. 641).</summary>
public readonly record struct LegalPeriod(int Months, int Days)
{
    public static LegalPeriod OfMonths(int months) => new(months, 0);

    public static LegalPeriod OfYears(int years) => new(12 * years, 0);

    public static LegalPeriod OfDays(int days) => new(0, days);

    /// <summary>In French, e.g. <c>1 mois et 30 jours</c> or <c>3 ans</c>.</summary>
    public override string ToString() => (Months, Days) switch
    {
        (0, _) => InDays,
        (_, 0) => InMonths,
        _ => $"{InMonths} et {InDays}",
    };

    private string InMonths => (Months / 12, Months % 12) switch
    {
        (1, 0) => "1 an",
        ( > 1, 0) => $"{Months / 12} ans",
        _ => $"{Months} mois",
    };

    private string InDays => Days == 1 ? "1 jour" : $"{Days} jours";
}
