using System.Globalization;
using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>Conditions of a hearing (CSP R.4126-25, wording of 25 May 2008; R.4126-26, wording of 27 March 2007).</summary>
internal static class HearingRules
{
    public static void CheckSetting(Instance instance, HearingRow hearing, HearingRow? last, bool hasRapporteur)
    {
        InstanceRules.CheckSince(hearing.SetOn, instance.Registration, "set_on");
        if (!hasRapporteur)
            throw CaseRules.Wrong(instance.File, "it has no rapporteur (CSP R.4126-17): appoint one first");
        if (last is { Outcome: HearingOutcome.Unspecified })
            throw CaseRules.Wrong(instance.File, $"it has a hearing to come, on {Text(last.HearingOn)}: record that it was held or postponed first");
        if (hearing.SetOn > HearingTimes.LatestReachBy(instance.Chamber, hearing.HearingOn))
        {
            throw Fault.Invalid(
                "hearing_on",
                $"Write {Text(hearing.SetOn.AddDays(15))} or later: a summons reaches each party fifteen days before the hearing at least (CSP R.4126-25).");
        }
    }

    public static void CheckToCome(CaseRow file, HearingRow hearing)
    {
        if (hearing.Outcome == HearingOutcome.Unspecified)
            return;
        throw CaseRules.Wrong(file, hearing.Outcome == HearingOutcome.Held
            ? $"the hearing of {Text(hearing.HearingOn)} was held"
            : $"the hearing of {Text(hearing.HearingOn)} was postponed: set another one");
    }

    public static void CheckSummons(CaseRow file, HearingRow hearing, SummonsRow summons)
    {
        InstanceRules.CheckParty(CaseParties.Heard(file), summons.Party);
        var violations = new Violations();
        violations.Require(summons.SentOn >= hearing.SetOn, "sent_on", $"Write a day since the hearing was set, {Text(hearing.SetOn)}.");
        violations.Require(summons.SentOn <= hearing.HearingOn, "sent_on", $"Write a day until the hearing, {Text(hearing.HearingOn)}.");
        violations.ThrowIfAny();
    }

    /// <summary>Parties whose summons is not known to have reached them.</summary>
    public static IReadOnlyList<CaseParty> Awaited(IReadOnlyList<CaseParty> parties, IReadOnlyList<SummonsRow> summonses) =>
        [.. parties.Where(party => Of(summonses, party)?.ReachedOn is null)];

    /// <summary>FAILED_PRECONDITION unless a summons reached each party in time. The text writes no consequence of a late summons; the platform refuses the
    /// record of a hearing whose decision could be annulled for it.</summary>
    public static void CheckReached(HearingRow hearing, IReadOnlyList<CaseParty> parties, IReadOnlyList<SummonsRow> summonses)
    {
        foreach (var party in parties)
        {
            if (Of(summonses, party) is not { ReachedOn: { } reached } summons)
                throw TooLate($"No summons of the {Words(party)} is known to have reached it", HearingTimes.LatestReachBy(hearing.Chamber, hearing.HearingOn));
            var by = ReachBy(hearing, summons);
            if (reached > by)
                throw TooLate($"The summons of the {Words(party)} reached it on {Text(reached)}", by);
        }
    }

    public static DateOnly ReachBy(HearingRow hearing, SummonsRow summons) =>
        HearingTimes.ReachBy(hearing.Chamber, hearing.HearingOn, hearing.Urgent, summons.Residence);

    /// <summary>The last summons of a party; null without one.</summary>
    public static SummonsRow? Of(IReadOnlyList<SummonsRow> summonses, CaseParty party) => summonses.LastOrDefault(summons => summons.Party == party);

    /// <summary>The register says that the respondent had died by the day of the hearing.</summary>
    public static RpcException DiedBefore(HearingRow hearing) => Fault.Precondition(
        DisciplineReasons.CaseEnded,
        $"The register says that the respondent had died by {Text(hearing.HearingOn)}, which ended the case (CSP R.4126-21): record it with RecordDeath.");

    private static RpcException TooLate(string what, DateOnly by) => Fault.Precondition(
        DisciplineReasons.SummonsTooLate, $"{what}; it had to by {Text(by)} (CSP R.4126-25): record the day, or postpone the hearing.");

    private static string Words(CaseParty party) => party switch
    {
        CaseParty.Respondent => "respondent",
        CaseParty.Author => "author of the complaint",
        _ => "council",
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
