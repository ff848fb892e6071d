using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

internal sealed partial class ApplicationsGrpc(
    Database database, ChangeRunner changes, ApplicationSteps steps, RefusalVault vault, Blinder blinder, TimeProvider clock, RppsPolicy rppsPolicy)
    : ApplicationsService.ApplicationsServiceBase
{
    public override Task<SubmitApplicationResponse> SubmitApplication(SubmitApplicationRequest request, ServerCallContext context)
    {
        var council = context.Scope().Council;
        var (requestId, asked, qualifications) = ApplicationInput.Read(request, LocalDay.Today(clock, context.Scope()), rppsPolicy);
        return ChangeAsync(context, request, requestId, async change =>
        {
            var ground = await ApplicationSteps.GroundFromRegisterAsync(change.Sql, asked.Rpps, LocalDay.Of(change.At, council));
            var row = asked with { Id = change.NewId(), Council = council, Ground = ground.ToString() };
            if (!await ApplicationStore.AddAsync(change.Sql, row, change.Actor.Person.Subject, change.At))
                throw Fault.AlreadyExists(RegistryReasons.ApplicationPending, "rpps", "Another application of this physician is before a council.");
            await ApplicationStore.AddQualificationsAsync(change.Sql, row.Id, qualifications);
            await ApplicationStore.AddDocumentsAsync(change.Sql, row.Id, request.Documents, row.ReceivedOn);
            if (row.BornOn is { } bornOn)
                await ApplicationStore.AddBirthAsync(change.Sql, row.Id, bornOn);
            if (ground == FactGround.TransferIn)
                await steps.RecordTransferApplicationAsync(change, row.Rpps, row.ReceivedOn);
            change.Audit("registry.application.submitted", ApplicationSteps.Subject(row.Id), null, new
            {
                rpps = row.Rpps,
                council = row.Council,
                ground = row.Ground,
                receivedOn = row.ReceivedOn,
                documents = request.Documents.Select(document => document.ToString()),
            });
            return new SubmitApplicationResponse { Application = await ApplicationSteps.ToProtoAsync(change, row.Id) };
        });
    }

    public override async Task<GetRefusalGroundResponse> GetRefusalGround(GetRefusalGroundRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.ThrowIfAny();

        var (row, draft, held) = await database.SnapshotAsync(
            async sql => await ApplicationStore.GetAsync(sql, id, context.Scope()) is { } row
                && await DecisionStore.DraftsAsync(sql, id) is [.., { Outcome: Outcomes.Refused } draft]
                ? (row, draft, await RefusalStore.GetAsync(sql, id, draft.Number))
                : throw Fault.NotFound("refusal"),
            context.CancellationToken);
        context.ReadsHealth(ApplicationSteps.Subject(id));
        context.ReadsHealth($"physicians/{row.Rpps}");
        var refusal = vault.Open(row, draft, held);
        return new GetRefusalGroundResponse
        {
            RefusalGround = Enum.Parse<RefusalGround>(refusal.Ground), Training = refusal.Training, Etag = Etag.Of(row.Version),
        };
    }

    public override async Task<GetApplicationResponse> GetApplication(GetApplicationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.ThrowIfAny();

        var application = await database.SnapshotAsync(
            async sql => await ApplicationStore.GetAsync(sql, id, context.Scope()) is { } row ? await ApplicationMap.LoadAsync(sql, row) : null,
            context.CancellationToken) ?? throw Fault.NotFound("application");
        context.Reads(ApplicationSteps.Subject(id));
        context.Reads($"physicians/{application.Rpps}");
        return new GetApplicationResponse { Application = application };
    }

    public override async Task<ListApplicationsResponse> ListApplications(ListApplicationsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize);
        violations.Require(Enum.IsDefined(request.Order), "order", "Send an order of the contract, or none.");
        var byDue = request.Order == ApplicationOrder.Due;
        var place = byDue ? DueCursor.Read(violations, request.PageToken) : new DueCursor(default, violations.Before(request.PageToken));
        violations.Require(Enum.IsDefined(request.State), "state", "Send a state of the contract, or none.");
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        var dueUntil = violations.OptionalDate(request.DueUntil, "due_until");
        violations.ThrowIfAny();

        var filter = new ApplicationFilter(request.State, request.Council, dueUntil, byDue);
        var rows = await database.ReadAsync(
            sql => ApplicationStore.PageAsync(sql, filter, context.Scope(), place, size + 1), context.CancellationToken);
        return new ListApplicationsResponse
        {
            Applications = { rows.Take(size).Select(ApplicationMap.Summary) },
            NextPageToken = Paging.Next(rows, size, row => byDue ? DueCursor.Token(row.DueOn!.Value, row.Id) : row.Id),
        };
    }

    /// <summary>A change of an application, whose request may tell a ground of health in few words: its digest needs a key.</summary>
    private Task<TResponse> ChangeAsync<TRequest, TResponse>(
        ServerCallContext context, TRequest request, string requestId, Func<Change, Task<TResponse>> work)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        changes.RunAsync(context, request, requestId, "", work, blinder);
}
