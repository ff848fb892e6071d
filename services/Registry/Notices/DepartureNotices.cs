using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Notices;

/// <summary>What a departure makes a council owe, whoever records it.</summary>
internal static class DepartureNotices
{
    /// <summary>Owes the notices of a departure, from the day on which it is recorded or corrected; gives them. Another fact owes none.</summary>
    public static async Task<IReadOnlyList<NoticeRow>> OweAsync(Change change, FactRow fact)
    {
        var recipients = NoticeRules.OfDeparture(Enum.Parse<FactGround>(fact.Ground));
        if (fact.Kind != nameof(FactKind.Left) || recipients.Count == 0)
            return [];
        await NoticeStore.OweAsync(change.Sql, Row(change, fact), recipients);
        return await NoticeStore.OfDepartureAsync(change.Sql, fact.Id);
    }

    /// <summary>
    /// Owes notice that a departure does not hold any more, from the day on which it is withdrawn, to those who were told of it, be it as it was before a
    /// correction; gives all its notices. The law speaks of radiations only (CSP R.4112-3, R.4112-4): that whoever was told is told again is our reading.
    /// </summary>
    public static async Task<IReadOnlyList<NoticeRow>> OweWithdrawalAsync(Change change, FactRow fact)
    {
        await NoticeStore.OweAsync(change.Sql, Row(change, fact) with { Withdrawal = true }, await NoticeStore.ToldAsync(change.Sql, fact.Id));
        return await NoticeStore.OfDepartureAsync(change.Sql, fact.Id);
    }

    private static NoticeRow Row(Change change, FactRow fact) => new()
    {
        FactId = fact.Id,
        Rpps = fact.Rpps,
        Council = fact.Council,
        DueOn = NoticeRules.Time(LegalDay.Of(change.At)).LastDay,
    };
}
