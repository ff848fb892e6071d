using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Notices;

internal static class DepartureNotices
{
    /// <summary>Adds the notices of a departure, due from the day on which it is recorded or corrected. Other facts owe none.</summary>
    public static async Task<IReadOnlyList<NoticeRow>> AddOwedAsync(Change change, FactRow fact)
    {
        var recipients = NoticeRules.OfDeparture(Enum.Parse<FactGround>(fact.Ground));
        if (fact.Kind != nameof(FactKind.Left) || recipients.Count == 0 || Row(change, fact) is not { } owed)
            return [];
        await NoticeStore.AddOwedAsync(change.Sql, owed, recipients);
        return await NoticeStore.OfDepartureAsync(change.Sql, fact.Id);
    }

    /// <summary>Adds notices that a departure is withdrawn, owed to each recipient who was notified of it or of the facts that it corrects. The law speaks of
    /// the departure only (CSP R.4112-3, R.4112-4); notice of its withdrawal is our reading.</summary>
    public static async Task<IReadOnlyList<NoticeRow>> AddOwedForWithdrawalAsync(Change change, FactRow fact)
    {
        if (Row(change, fact) is { } owed)
            await NoticeStore.AddOwedAsync(change.Sql, owed with { Withdrawal = true }, await NoticeStore.NotifiedRecipientsAsync(change.Sql, fact.Id));
        return await NoticeStore.OfDepartureAsync(change.Sql, fact.Id);
    }

    private static NoticeRow? Row(Change change, FactRow fact) =>
        NoticeRules.TimeToNotify(LocalDay.Of(change.At, fact.Council), fact.Council) is not { } time
            ? null
            : new() { FactId = fact.Id, Rpps = fact.Rpps, Council = fact.Council, DueOn = time.LastDay };
}
