using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Affairs;

internal sealed class AffairsGrpc(Database database, ChangeRunner changes, IRegisterLookup register, TimeProvider clock) : AffairsService.AffairsServiceBase
{
    public override async Task<OpenAffairResponse> OpenAffair(OpenAffairRequest request, ServerCallContext context)
    {
        var (requestId, affair) = AffairInput.Read(request, LocalDay.Today(clock, context.Scope()));
        // Before the transaction: a slow answer of another service must not hold locks here.
        var entries = await register.FindAsync(affair.Respondents, on: null, context);
        AffairRules.CheckRespondents(entries);

        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var id = change.NewId();
            await AffairStore.InsertAsync(change.Sql, id, affair, change.Actor.Person.Subject, change.At);
            // The audit entry names the field only: the facts stay out of the log.
            change.Audit("discipline.affair.opened", $"affairs/{id}", null, new { affair.FactsOn, fields = new[] { "title", "facts" } });
            for (var i = 0; i < entries.Count; i++)
            {
                await CaseFiles.OpenAsync(change, new NewCase
                {
                    Id = change.NewId(), AffairId = id, Position = i, Rpps = affair.Respondents[i], Council = entries[i]!.Council, Name = entries[i]!.Name,
                });
            }

            return new OpenAffairResponse { Affair = await ReadAsync(change.Sql, id) };
        });
    }

    public override async Task<GetAffairResponse> GetAffair(GetAffairRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.AffairId, "affair_id");
        violations.ThrowIfAny();

        var affair = await database.SnapshotAsync(sql => ReadAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("affair");
        context.Reads($"affairs/{id}");
        foreach (var respondent in affair.Cases)
            context.Reads($"physicians/{respondent.Rpps}");
        return new GetAffairResponse { Affair = affair };
    }

    public override async Task<ListAffairsResponse> ListAffairs(ListAffairsRequest request, ServerCallContext context)
    {
        var (filter, before, size) = AffairInput.Read(request);
        var (rows, respondents) = await database.SnapshotAsync(
            async sql =>
            {
                var affairs = await AffairStore.PageAsync(sql, filter, before, size + 1);
                return (affairs, await AffairStore.RespondentsAsync(sql, affairs.Take(size).Select(shown => shown.Id)));
            },
            context.CancellationToken);
        // A title may name a respondent.
        foreach (var rpps in respondents)
            context.Reads($"physicians/{rpps}");
        var response = new ListAffairsResponse { NextPageToken = Paging.Next(rows, size, row => row.Id) };
        response.Affairs.AddRange(rows.Take(size).Select(AffairMap.ToSummary));

        return response;
    }

    private static async Task<Affair?> ReadAsync(SqlSession sql, string id) =>
        await AffairStore.GetAsync(sql, id) is { } row ? AffairMap.ToProto(row, await AffairStore.CasesAsync(sql, id)) : null;
}
