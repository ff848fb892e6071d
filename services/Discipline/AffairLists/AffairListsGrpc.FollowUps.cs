using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Follow-ups of the national council in its own name, apart from the councils.</summary>
internal sealed partial class AffairListsGrpc
{
    public override async Task<RecordNationalFollowUpResponse> RecordNationalFollowUp(RecordNationalFollowUpRequest request, ServerCallContext context)
    {
        var (requestId, asked, reasons) = AffairListInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var bound = asked with { Id = NewId() };
        var sealedReasons = sealer.Seal(SealPurposes.FollowUpReasons, bound.SealedTo, reasons);

        var response = await changes.RunAsync(
            context, request, requestId, "",
            async change =>
            {
                _ = await DashboardStore.GetAsync(change.Sql, asked.AffairId) ?? throw Fault.NotFound("affair");
                var line = asked.LineId is { } id ? await AffairLineStore.GetAsync(change.Sql, id) : null;
                if (asked.LineId is not null && line?.AffairId != asked.AffairId)
                    throw Fault.NotFound("line of the affair");
                var row = bound with { Rpps = line?.Rpps, SealedReasons = sealedReasons, RecordedAt = change.At };
                await DashboardStore.AddFollowUpAsync(change.Sql, row, change.Actor.Person.Subject);
                change.Audit(
                    "discipline.national_follow_up.recorded", Subject(row.AffairId), null,
                    new { followUp = row.Id, line?.Number, row.Outcome, row.DecidedOn, fields = new[] { "reasons" } });
                return new RecordNationalFollowUpResponse { FollowUp = AffairListMap.ToProto(row) };
            },
            blinder);
        // The stored answer is without reasons; a repeated request has the same ones.
        response.FollowUp.Reasons = reasons;
        return response;
    }

    public override async Task<ListNationalFollowUpsResponse> ListNationalFollowUps(ListNationalFollowUpsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var affair = violations.Uuid(request.AffairId, "affair_id");
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var before = violations.Before(request.PageToken);
        violations.ThrowIfAny();

        var (known, rows) = await database.SnapshotAsync(
            async sql => (await DashboardStore.GetAsync(sql, affair), await DashboardStore.FollowUpsAsync(sql, affair, before, size + 1)),
            context.CancellationToken);
        if (known is null)
            throw Fault.NotFound("affair");
        context.Reads(Subject(affair));
        var response = new ListNationalFollowUpsResponse { NextPageToken = Paging.Next(rows, size, row => row.Id) };
        foreach (var row in rows.Take(size))
        {
            var followUp = AffairListMap.ToProto(row);
            followUp.Reasons = sealer.OpenBound(SealPurposes.FollowUpReasons, row.SealedTo, row.SealedReasons);
            response.FollowUps.Add(followUp);
        }

        return response;
    }
}
