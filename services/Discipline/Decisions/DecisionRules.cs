using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Sanctions that a chamber may pronounce, and the time to appeal.</summary>
internal static class DecisionRules
{
    /// <summary>FAILED_PRECONDITION for a case already decided, INVALID_ARGUMENT for days that do not fit it.</summary>
    public static void CheckFits(NewDecision decision, CaseRow file)
    {
        CaseRules.CheckOpen(file);
        if (file.Status != CaseStatus.Filed)
            throw Fault.Precondition(Reasons.WrongState, "The case is decided already.");
        var violations = new Violations();
        // A decision may precede the filing here: a case that was filed and decided on paper is recorded afterwards.
        violations.Require(decision.DecidedOn >= file.FactsOn, "decided_on", "Write a day that is not before the facts.");
        violations.Require(
            LegalRules.Appeal.InForceOn(decision.NotifiedOn) is not null, "notified_on",
            $"Write a day since {LegalRules.Appeal.Versions[0].From:yyyy-MM-dd}, when {LegalRules.Appeal.Versions[0].Article} came into force.");
        violations.ThrowIfAny();
    }

    /// <summary>The register says that the respondent had died when the chamber decided.</summary>
    public static RpcException DiedBefore(NewDecision decision) => Fault.Precondition(
        DisciplineReasons.CaseEnded,
        $"The register says that the respondent had died by {decision.DecidedOn:yyyy-MM-dd}, which ended the case (CSP R.4126-21): "
        + "record it with RecordDeath.");

    /// <summary>Residence for the distance extension: as given, else the department of the council.</summary>
    public static LegalTime.Residence Residence(Protos.Discipline.V1.Residence told, string council) => told switch
    {
        Protos.Discipline.V1.Residence.Metropolitan => LegalTime.Residence.Metropolitan,
        Protos.Discipline.V1.Residence.Overseas => LegalTime.Residence.Overseas,
        Protos.Discipline.V1.Residence.Abroad => LegalTime.Residence.Abroad,
        _ => Chambers.IsOverseas(council) ? LegalTime.Residence.Overseas : LegalTime.Residence.Metropolitan,
    };

    /// <summary>FAILED_PRECONDITION, or INVALID_ARGUMENT for a day before the decision, unless an appeal lodged on <paramref name="lodgedOn"/> is possible.</summary>
    public static void CheckInTime(DecisionRow decision, DateOnly lodgedOn)
    {
        if (lodgedOn < decision.DecidedOn)
            throw Fault.Invalid("lodged_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        if (lodgedOn > decision.LastDayOfAppeal)
        {
            throw Fault.Precondition(
                DisciplineReasons.AppealOutOfTime,
                $"The appeal time ended on {decision.LastDayOfAppeal:yyyy-MM-dd} at 24:00 ({LegalRules.Appeal.Versions[^1].Article}).");
        }
    }
}
