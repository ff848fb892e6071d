using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Hearings;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Discipline.Referrals;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Transfers;

/// <summary>Transfers between first-instance chambers.</summary>
internal sealed class TransfersGrpc(Database database, ChangeRunner changes, TimeProvider clock) : TransfersService.TransfersServiceBase
{
    public override Task<AskTransferResponse> AskTransfer(AskTransferRequest request, ServerCallContext context)
    {
        var (requestId, asked) = TransferInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await LockAsync(change, asked.CaseId, request.Etag, context.Scope());
            TransferRules.CheckRequest(file, asked, await TransferStore.RequestsAsync(change.Sql, file.Id));
            var row = asked with { Id = change.NewId(), Chamber = file.Chamber };
            await TransferStore.AddRequestAsync(change.Sql, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.transfer.asked", Subject(file.Id), null, new { request = row.Id, row.Ground, row.Party, row.Chamber, row.AskedOn });
            return new AskTransferResponse { Transfers = await StepAsync(change, file.Id, context.Scope()) };
        });
    }

    public override Task<OrderTransferResponse> OrderTransfer(OrderTransferRequest request, ServerCallContext context)
    {
        var (requestId, asked) = TransferInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await LockAsync(change, asked.CaseId, request.Etag, context.Scope());
            var answered = (await TransferStore.RequestsAsync(change.Sql, file.Id)).FirstOrDefault(row => row.Id == asked.RequestId);
            TransferRules.CheckOrder(file, asked, answered);
            var registration = await InstructionStore.RegistrationAsync(change.Sql, file.Id, InstanceLevel.FirstInstance);
            // Of an earlier chamber, when this one has not registered the case.
            registration = registration?.Chamber == file.Chamber ? registration : null;
            var row = asked with
            {
                Number = (await TransferStore.AllAsync(change.Sql, file.Id)).Count + 1,
                FromChamber = file.Chamber,
                FromYear = registration?.Year,
                FromNumber = registration?.Number,
                FromRegisteredOn = registration?.RegisteredOn,
                Rapporteurs = (await InstructionStore.RapporteursAsync(change.Sql, file.Id, InstanceLevel.FirstInstance)).Count,
            };
            await TransferStore.AddAsync(change.Sql, row, change.Actor.Person.Subject, change.At);
            await ReferralStore.MoveAsync(change.Sql, file.Id, row.ToChamber);
            await CaseFiles.CountAgainAsync(change, file, row.ToChamber);
            var postponed = await PostponeAsync(change, file.Id, row.OrderedOn);
            change.Audit("discipline.transfer.ordered", Subject(file.Id), new { chamber = row.FromChamber }, new
            {
                row.Number, row.Ground, request = row.RequestId, chamber = row.ToChamber, row.OrderedOn, postponedHearing = postponed,
            });
            return new OrderTransferResponse { Transfers = await StepAsync(change, file.Id, context.Scope()) };
        });
    }

    public override async Task<GetTransfersResponse> GetTransfers(GetTransfersRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var found = await database.SnapshotAsync(sql => ReadAsync(sql, id, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        context.Reads(Subject(id));
        context.Reads($"physicians/{found.Rpps}");
        return new GetTransfersResponse { Transfers = found };
    }

    private static string Subject(string caseId) => $"cases/{caseId}";

    private static async Task<CaseRow> LockAsync(Change change, string id, string etag, RowScope scope)
    {
        var file = await CaseFiles.LockForChangeAsync(change, id, scope);
        Etag.Check(etag, file.Version);
        InstanceRules.CheckOpen(file, InstanceLevel.FirstInstance, await InstructionStore.EndedOnAsync(change.Sql, id, InstanceLevel.FirstInstance));
        return file;
    }

    /// <summary>The chamber that loses the case holds no hearing of it any more. Returns the hearing; null without one to come.</summary>
    private static async Task<string?> PostponeAsync(Change change, string caseId, DateOnly on)
    {
        if (await HearingStore.LastAsync(change.Sql, caseId, InstanceLevel.FirstInstance) is not { Outcome: HearingOutcome.Unspecified } hearing)
            return null;
        await HearingStore.AddOutcomeAsync(
            change.Sql, hearing.Id, HearingOutcome.Postponed, on < hearing.SetOn ? hearing.SetOn : on, silenceTold: false, [], change.Actor.Person.Subject,
            change.At);
        return hearing.Id;
    }

    private static async Task<CaseTransfers> StepAsync(Change change, string caseId, RowScope scope)
    {
        await CaseFiles.StepAsync(change, caseId, scope);
        return (await ReadAsync(change.Sql, caseId, scope))!;
    }

    /// <summary>Null when the case is out of scope. A chamber that lost it sees its own stage.</summary>
    private static async Task<CaseTransfers?> ReadAsync(SqlSession sql, string caseId, RowScope scope)
    {
        var requests = await TransferStore.RequestsAsync(sql, caseId);
        var transfers = await TransferStore.AllAsync(sql, caseId);
        if (await CaseFiles.FindAsync(sql, caseId, scope) is { } file && CaseParties.MayReadInstruction(file, scope))
        {
            var of = new TransferredCase { Rpps = file.Rpps, RespondentName = file.RespondentName };
            return TransferMap.ToProto(caseId, of, requests, transfers, Etag.Of(file.Version));
        }

        var chamber = Chambers.Named(scope.Chamber);
        return chamber.Length > 0 && await TransferStore.LostAsync(sql, caseId, chamber) is { } lost
            ? TransferMap.ToProto(
                caseId, lost, requests.Where(row => row.Chamber == chamber),
                transfers.Where(row => row.FromChamber == chamber || row.ToChamber == chamber), etag: "")
            : null;
    }
}
