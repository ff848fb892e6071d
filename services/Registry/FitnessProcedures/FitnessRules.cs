using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>The acts that a formation may do, and their time. Its power is judged by the day of its act, not by the day on which it is typed.</summary>
internal static class FitnessRules
{
    /// <param name="file">The procedure.</param>
    /// <param name="level">Formation that acts.</param>
    /// <param name="on">Day of the act.</param>
    public static void CheckMayAct(FitnessFile file, string level, DateOnly on)
    {
        var row = file.Row;
        if (!row.IsOpen)
            throw Fault.Precondition(Reasons.WrongState, "The procedure is closed.");
        if (level == Formations.National)
            return;
        if (row.OnAppeal)
            throw Fault.Precondition(Reasons.WrongState, "The national council has the procedure, on appeal (CSP R.4124-3-2).");
        if (on > row.RulingDueOn)
        {
            throw Fault.Precondition(
                RegistryReasons.RulingOutOfTime,
                $"The regional formation had until {row.RulingDueOn:yyyy-MM-dd}: the national council has the procedure since "
                + $"({FitnessDeadlines.Ruling(row).Version.Article}).");
        }
    }

    public static void CheckExpert(FitnessFile file, ExpertRow expert, string kind, SealedExpert content)
    {
        if (file.Reports.Count > 0)
            throw Fault.Precondition(Reasons.WrongState, "The experts have reported: a further expertise is theirs (CSP R.4124-3, V).");
        if (expert.Place == 3 && !(Named(file, 1) && Named(file, 2)))
            throw Fault.Precondition(Reasons.WrongState, "The third expert is named by the two others: record them first (CSP R.4124-3, II).");
        var violations = new Violations();
        violations.Require(
            !expert.ByCourt || expert.Place != 2, "by_court", "Leave it out: the council names the second expert itself (CSP R.4124-3, III).");
        if (kind == nameof(FitnessKind.Insufficiency))
        {
            violations.Require(
                content.SameSpecialty, "same_specialty", "Name an expert qualified in the physician's specialty (CSP R.4124-3-5, II).");
            violations.Require(
                content.Teaches || expert.Place != 3, "teaches", "Name a third expert who teaches the specialty (CSP R.4124-3-5, II).");
        }

        violations.ThrowIfAny();
        Days.NotBefore(expert.NamedOn, file.Row.ReceivedOn, "named_on");

        static bool Named(FitnessFile file, int place) => file.Experts.Any(expert => expert.Place == place);
    }

    public static void CheckReport(FitnessFile file, DateOnly receivedOn)
    {
        if (file.Experts.Count < 3)
            throw Fault.Precondition(Reasons.WrongState, "Three experts report: record who they are first (CSP R.4124-3, II; R.4124-3-5, II).");
        Days.NotBefore(receivedOn, file.Experts.Max(expert => expert.NamedOn), "received_on");
        if (file.Reports is [.., var last])
            Days.NotBefore(receivedOn, last.ReceivedOn, "received_on");
    }

    /// <summary>The session of which the physician was told, at which the formation could rule on the day.</summary>
    public static void CheckRuling(FitnessFile file, RulingRow ruling)
    {
        var national = ruling.Level == Formations.National;
        var (least, most, article) = national ? (5, 7, "R.4122-2") : (3, 5, "R.4124-1-1");
        if (ruling.MembersPresent < least || ruling.MembersPresent > most)
        {
            throw Fault.Precondition(
                RegistryReasons.QuorumNotMet, $"The formation sits with {least} to {most} members (CSP {article}): hold another session.");
        }

        if (file.SessionOf(ruling.Level) is not { SummonedOn: not null } session)
        {
            throw Fault.Precondition(
                RegistryReasons.FitnessStepMissing, "The physician was not summoned to a session: fix it and record the summons first (CSP R.4124-3-1).");
        }

        Days.NotBefore(ruling.DecidedOn, session.SessionOn, "decided_on");
        if (ruling.Suspends && !file.Reports.Any(report => report.ReceivedOn <= ruling.DecidedOn))
        {
            throw Fault.Precondition(
                RegistryReasons.FitnessStepMissing, "Nobody is suspended without the experts' report (CSP R.4124-3, II; R.4124-3-5, II): record it first.");
        }
    }

    /// <summary>Ten days from the notice to the appellant; with no notice no time runs (CSP R.4124-3-2).</summary>
    public static void CheckAppeal(FitnessFile file, LegalTime.TimeLimit? time, DateOnly lodgedOn)
    {
        if (file.RulingOf(Formations.Regional) is not { } ruled || file.RulingOf(Formations.National) is not null
            || file.Row.State is not (States.Suspended or States.NotSuspended or States.Open))
        {
            throw Fault.Precondition(Reasons.WrongState, "No ruling of a regional formation can be appealed here.");
        }

        Days.NotBefore(lodgedOn, ruled.DecidedOn, "lodged_on");
        if (lodgedOn > time?.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.AppealOutOfTime, $"The time to appeal ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
        }
    }

    public static LegalTime.TimeLimit? AppealTime(DateOnly? notifiedOn) =>
        notifiedOn is { } day ? TimeLimits.ComputeIfInForce(LegalRules.SuspensionAppeal, day) : null;

    /// <summary>The procedure in the hands of the national council, when the time of the regional one has passed.</summary>
    public static ProcedureRow Passed(ProcedureRow row) =>
        row with { Holder = Formations.National, PassedOn = row.RulingDueOn.AddDays(1), OnAppeal = false };

    /// <summary>A procedure with the deadline that comes next; none once it is closed.</summary>
    public static ProcedureRow Due(FitnessFile file) => file.Row with { DueOn = file.Row.IsOpen ? FitnessDeadlines.Next(file).DueOn : null };
}
