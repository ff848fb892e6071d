using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.CivilStatus;

internal sealed class CivilStatusGrpc(Database database, ChangeRunner changes, TimeProvider clock, RppsPolicy rppsPolicy)
    : CivilStatusService.CivilStatusServiceBase
{
    private const int LongestReason = 500;

    public override Task<RecordBirthDateResponse> RecordBirthDate(RecordBirthDateRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var bornOn = violations.Date(request.BornOn, "born_on");
        BirthDates.Check(violations, bornOn, "born_on", LocalDay.Today(clock, context.Scope()));
        var reason = violations.OptionalLines(request.Reason, "reason", LongestReason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            if (!await CivilStatusStore.LockAsync(change.Sql, request.Rpps, context.Scope()))
                throw Fault.NotFound("physician");
            var before = await CivilStatusStore.GetAsync(change.Sql, request.Rpps);
            if (request.Etag.Length > 0 && request.Etag != before?.Id)
                throw Fault.StaleEtag();
            if (before?.BornOn == bornOn)
            {
                change.Unchanged();
                return new RecordBirthDateResponse { CivilStatus = ToProto(request.Rpps, before) };
            }

            if (before is not null && reason.Length == 0)
                throw Fault.Invalid("reason", "Another birth date was recorded: say why it is corrected.");
            var row = new CivilStatusRow { Id = change.NewId(), BornOn = bornOn };
            await CivilStatusStore.RecordAsync(change.Sql, request.Rpps, row, change.At, change.Actor.Person.Subject);
            change.Audit("registry.birth_date.recorded", $"physicians/{request.Rpps}", null, new { field = "born_on", corrected = before is not null });
            return new RecordBirthDateResponse { CivilStatus = ToProto(request.Rpps, row) };
        });
    }

    public override async Task<GetCivilStatusResponse> GetCivilStatus(GetCivilStatusRequest request, ServerCallContext context)
    {
        if (!rppsPolicy.Accepts(request.Rpps))
            throw Fault.Invalid("rpps", RppsNumber.Expected);
        var scope = context.Scope();
        var found = await database.SnapshotAsync(
            async sql => await CivilStatusStore.IsInScopeAsync(sql, request.Rpps, scope)
                ? ToProto(request.Rpps, await CivilStatusStore.GetAsync(sql, request.Rpps))
                : throw Fault.NotFound("physician"), context.CancellationToken);
        context.Reads($"physicians/{request.Rpps}");
        return new GetCivilStatusResponse { CivilStatus = found };
    }

    private static Protos.Registry.V1.CivilStatus ToProto(string rpps, CivilStatusRow? row) =>
        new() { Rpps = rpps, BornOn = row?.BornOn.ToProto(), Etag = row?.Id ?? "" };
}

internal static class BirthDates
{
    // Not rules of law: limits that catch typing errors.
    private const int Youngest = 18;
    private const int Oldest = 120;

    public static void Check(Violations violations, DateOnly bornOn, string field, DateOnly today)
    {
        if (bornOn != DateOnly.MinValue)
        {
            violations.Require(
                bornOn <= today.AddYears(-Youngest) && bornOn > today.AddYears(-Oldest), field, $"Write a day {Youngest} to {Oldest} years ago.");
        }
    }
}
