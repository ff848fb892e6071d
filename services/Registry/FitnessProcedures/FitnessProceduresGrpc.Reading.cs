using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <content>Reads. The content is opened for the formation that has the procedure.</content>
internal sealed partial class FitnessProceduresGrpc
{
    public override async Task<GetFitnessProcedureResponse> GetFitnessProcedure(GetFitnessProcedureRequest request, ServerCallContext context)
    {
        var (file, _) = await OpenAsync(FitnessInput.Id(request.ProcedureId), context);
        return new GetFitnessProcedureResponse { Procedure = FitnessMap.ToProto(file) };
    }

    public override async Task<GetFitnessContentResponse> GetFitnessContent(GetFitnessContentRequest request, ServerCallContext context)
    {
        var id = FitnessInput.Id(request.ProcedureId);
        var (file, held) = await OpenAsync(id, context);
        if (file.Row.Holder != FitnessSteps.LevelOf(context.Scope()))
            throw Fault.NotFound("procedure");
        context.ReadsHealth($"fitness_procedures/{id}");
        context.ReadsHealth($"physicians/{file.Row.Rpps}");
        return FitnessMap.Content(file, held, vault);
    }

    public override async Task<ListFitnessProceduresResponse> ListFitnessProcedures(ListFitnessProceduresRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize);
        var after = FitnessCursor.Read(violations, request.PageToken);
        var dueUntil = violations.OptionalDate(request.DueUntil, "due_until") ?? DateOnly.MaxValue;
        violations.ThrowIfAny();

        var (files, next) = await database.SnapshotAsync(
            async sql =>
            {
                var (rows, next) = Paging.PageOf(
                    await FitnessStore.PageAsync(sql, context.Scope(), dueUntil, after, size + 1), size, FitnessCursor.Of);
                return (await FitnessStore.FilesAsync(sql, rows), next);
            },
            context.CancellationToken);
        return new ListFitnessProceduresResponse { Procedures = { files.Select(FitnessMap.ToProto) }, NextPageToken = next };
    }
}
