using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

internal static class DecisionMap
{
    public static Decision ToProto(DecisionRow row) => new()
    {
        DecisionId = row.Id,
        CaseId = row.CaseId,
        Sanction = row.Sanction,
        DurationMonths = row.DurationMonths,
        SuspendedMonths = row.SuspendedMonths,
        DecidedOn = row.DecidedOn.ToProto(),
        NotifiedOn = row.NotifiedOn.ToProto(),
        AppealTime = TimeLimit.Parser.ParseFrom(row.AppealTime),
        EnforceableOn = row.EnforceableOn.ToProto(),
        Appeal = row.AppealId.Length == 0 ? null : new Appeal
        {
            AppealId = row.AppealId,
            LodgedOn = row.AppealLodgedOn!.Value.ToProto(),
            RecordedAt = row.AppealRecordedAt!.Value.ToTimestamp(),
        },
        EnforcedAt = row.EnforcedAt?.ToTimestamp(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
    };
}
