using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
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

    private static NoticeRow Row(Change change, FactRow fact) => new()
    {
        FactId = fact.Id,
        Rpps = fact.Rpps,
        Council = fact.Council,
        DueOn = NoticeRules.Time(LegalDay.Of(change.At)).LastDay,
    };
}
