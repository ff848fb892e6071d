using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Hearings;

internal static class HearingMap
{
    /// <summary>A line of the hearing list.</summary>
    public static Hearing ToSummary(HearingRow row) => new()
    {
        HearingId = row.Id,
        CaseId = row.CaseId,
        Level = row.Level,
        Chamber = row.Chamber,
        CaseNumber = ChamberNumbers.Of(row.Chamber, row.CaseYear, row.CaseNumber),
        Rpps = row.Rpps,
        RespondentName = row.RespondentName,
        HearingOn = row.HearingOn.ToProto(),
        StartsAt = row.StartsAt,
        Place = row.Place,
        Publicity = row.Publicity,
        ClosedInPart = row.ClosedInPart,
        SetOn = row.SetOn.ToProto(),
        Outcome = row.Outcome,
        SilenceTold = row.SilenceTold,
        CaseEnded = row.CaseEnded,
    };

    public static async Task<Hearing> ReadAsync(SqlSession sql, HearingRow row, CaseRow file)
    {
        var summonses = await HearingStore.SummonsesAsync(sql, row.Id);
        var hearing = ToSummary(row);
        hearing.Members.AddRange((await HearingStore.MembersAsync(sql, row.Id)).Select(member =>
            new FormationMember { Name = member.Name, Role = member.Role, Council = member.Council }));
        hearing.Summonses.AddRange(
            CaseParties.Heard(file).Select(party => HearingRules.Of(summonses, party)).OfType<SummonsRow>().Select(one => ToProto(row, one)));
        if (row.Outcome == HearingOutcome.Unspecified)
            hearing.Awaited.AddRange(HearingRules.Awaited(await InstanceFiles.SummonedAsync(sql, file), summonses));
        hearing.Present.AddRange(await HearingStore.PresentAsync(sql, row.Id));
        hearing.Etag = Etag.Of(file.Version);
        return hearing;
    }

    /// <summary>The part of a council that is summoned: its own summons, and the formation once it has sat. Until then the chamber may change it.</summary>
    public static Hearing ForCouncil(Hearing all, CaseParty council)
    {
        var shown = all.Clone();
        if (all.Outcome != HearingOutcome.Held)
            shown.Members.Clear();
        shown.Summonses.Clear();
        shown.Summonses.Add(all.Summonses.Where(summons => summons.Party == council));
        shown.Awaited.Clear();
        shown.Awaited.Add(all.Awaited.Where(party => party == council));
        return shown;
    }

    private static Summons ToProto(HearingRow hearing, SummonsRow row) => new()
    {
        Party = row.Party,
        Residence = row.Residence,
        SentOn = row.SentOn.ToProto(),
        ReachedOn = row.ReachedOn?.ToProto(),
        ReachBy = HearingRules.ReachBy(hearing, row).ToProto(),
        Indicative = SittingRules.IsOwn(hearing.Chamber),
        SilenceTold = row.SilenceTold,
    };
}
