using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>The instruction by the caller's chamber.</summary>
internal sealed partial class InstructionsGrpc(Database database, ChangeRunner changes, Sealer sealer, TimeProvider clock)
    : InstructionsService.InstructionsServiceBase
{
    public override Task<RegisterCaseResponse> RegisterCase(RegisterCaseRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var registeredOn = violations.Past(request.RegisteredOn, "registered_on", Today(context));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var level = InstanceRules.LevelOf(context.Scope());
            var file = await CaseFiles.LockForChangeAsync(change, caseId, context.Scope());
            Etag.Check(request.Etag, file.Version);
            InstanceRules.CheckOpen(file, level, await InstructionStore.EndedOnAsync(change.Sql, caseId, level));
            var earlier = await InstructionStore.RegistrationAsync(change.Sql, caseId, level);
            if (earlier?.Chamber == InstanceRules.ChamberOf(file, level))
                throw CaseRules.Wrong(file, "the chamber has registered it (CSP R.4126-17): go on with the instruction");
            var seised = level == InstanceLevel.National
                ? file.AppealLodgedOn!.Value
                : (await InstructionStore.TransferAsync(change.Sql, caseId))?.OrderedOn ?? file.FiledOn!.Value;
            if (registeredOn < seised)
                throw Fault.Invalid("registered_on", $"Write a day since {seised:yyyy-MM-dd}, when the chamber was seised.");
            var first = level == InstanceLevel.National ? (await ProceedingStore.LoadAsync(change.Sql, caseId))?.First : null;
            var row = new RegistrationRow
            {
                Chamber = InstanceRules.ChamberOf(file, level), Year = registeredOn.Year, RegisteredOn = registeredOn,
                Urgent = Urgency.Of(request.Urgent, first?.Urgent),
            };
            row = row with { Number = await InstructionStore.NextNumberAsync(change.Sql, row.Chamber, row.Year) };
            if (earlier is null)
                await InstructionStore.AddRegistrationAsync(change.Sql, caseId, level, row, change.Actor.Person.Subject, change.At);
            else
                await InstructionStore.ReplaceRegistrationAsync(change.Sql, caseId, level, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.instruction.registered", Subject(caseId), null, new
            {
                level, number = ChamberNumbers.Of(row.Chamber, row.Year, row.Number), registeredOn, row.Urgent,
            });
            return new RegisterCaseResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override async Task<GetInstructionResponse> GetInstruction(GetInstructionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(Enum.IsDefined(request.Level), "level", "Send a level of the contract, or none.");
        violations.ThrowIfAny();

        var scope = context.Scope();
        var level = request.Level == InstanceLevel.National ? InstanceLevel.National : InstanceLevel.FirstInstance;
        var found = await database.SnapshotAsync(sql => ReadAsync(sql, caseId, level, scope), context.CancellationToken)
            ?? throw Fault.NotFound("instruction");
        context.Reads(Subject(caseId));
        context.Reads($"physicians/{found.Rpps}");
        return new GetInstructionResponse { Instruction = found };
    }

    private static string Subject(string caseId) => $"cases/{caseId}";

    private DateOnly Today(ServerCallContext context) => LocalDay.Today(clock, context.Scope());

    /// <summary>Null when it is not the caller's to read. The instruction of the national chamber is not the first-instance registry's.</summary>
    private static async Task<Instruction?> ReadAsync(SqlSession sql, string caseId, InstanceLevel level, RowScope scope)
    {
        if (await CaseFiles.FindAsync(sql, caseId, scope) is not { } file)
            return null;
        var isBefore = level == InstanceLevel.National ? scope.All : CaseParties.IsBefore(file, scope);
        var council = CaseParties.CouncilIn(file, scope);
        if (!isBefore && council == CaseParty.Unspecified)
            return null;
        var all = await InstructionMap.ReadAsync(sql, file, level);
        return isBefore || all is null ? all : InstructionMap.ForCouncil(all, council);
    }

    private static async Task<Instruction> StepAsync(Change change, string caseId, RowScope scope)
    {
        await CaseFiles.StepAsync(change, caseId, scope);
        return (await InstructionMap.ReadAsync(change.Sql, (await CaseFiles.FindAsync(change.Sql, caseId, scope))!, InstanceRules.LevelOf(scope)))!;
    }
}
