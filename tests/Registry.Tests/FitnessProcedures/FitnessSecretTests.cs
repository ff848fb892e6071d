using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

/// <summary>Medical content of a procedure: only the formation that has the procedure opens it, and the store does not tell it.</summary>
public sealed class FitnessSecretTests
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;
    private const string Swap = "fitness_contents set sealed = (select c.sealed from fitness_contents c where";

    [Theory, OneEngine]
    public async Task Calls_AreTheFormationsAtTheDeskOfHealth(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.OpenAsync();
        foreach (var refused in new[]
        {
            "formation-ile-de-france", "formation-ile-de-france@register_and_discipline", "formation-ile-de-france@mutual_aid", "formation-nationale",
            "formation-nationale@register_and_discipline", "cdom-75", "cdom-75-president", "cdom-75-president@practitioner_health",
            "cdom-75@practitioner_health", "cnom-registre", "cnom-registre@practitioner_health", "cnom-discipline", "cnom-audit", "chambre-ile-de-france",
            "cdom-75-entraide", "cnam", "svc-discipline", "svc-mutual-aid", $"medecin-{Anne}",
        })
        {
            var client = await FitnessPath.ClientAsync(app, refused);
            await Faults.FailsAsync(
                StatusCode.PermissionDenied, client.GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = path.Now.ProcedureId }));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.ListFitnessProceduresAsync(new ListFitnessProceduresRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.OpenFitnessProcedureAsync(path.ToOpen()));
        }

        // Another formation sees nothing, nor does the national one before the procedure passes to it.
        foreach (var other in new[] { "formation-corse@practitioner_health", FitnessPath.National })
        {
            var client = await FitnessPath.ClientAsync(app, other);
            await Faults.FailsAsync(StatusCode.NotFound, client.GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = path.Now.ProcedureId }));
            await Faults.FailsAsync(
                StatusCode.NotFound, client.GetFitnessProcedureAsync(new GetFitnessProcedureRequest { ProcedureId = path.Now.ProcedureId }));
            await Faults.FailsAsync(StatusCode.NotFound, client.NameFitnessExpertAsync(path.ToName(FitnessExpertPlace.First)));
            await Faults.FailsAsync(StatusCode.NotFound, client.CloseFitnessProcedureAsync(path.ToClose()));
        }

        // The desk opens nothing else to a formation.
        await Faults.FailsAsync(
            StatusCode.PermissionDenied,
            (await app.RestrictionsAsync(FitnessPath.Regional)).ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = Anne }));
    }

    /// <summary>The same procedure for infirmity and for insufficiency, of two physicians: every answer without content, every row, audit entry and length of
    /// what is sealed is the same.</summary>
    [Theory, Engines]
    public async Task Kinds_AreToldNeitherByAnswersNorByRows(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var paths = new[] { new FitnessPath(app, Anne, FitnessKind.Infirmity), new FitnessPath(app, Jean, FitnessKind.Insufficiency) };
        var answers = paths.Select(_ => new List<string>()).ToList();

        foreach (var (at, path) in paths.Index())
        {
            Func<Task<FitnessProcedure>>[] steps =
                [path.OpenAsync, path.NameAsync, () => path.ReportAsync(), () => path.MeetAsync(), () => path.DecideAsync()];
            foreach (var step in steps)
                answers[at].Add(Plain(await step(), path.Now));
            var rows = await RowsAsync(app, path.Now);
            Assert.NotEmpty(rows);
            answers[at].AddRange(rows.Select(row => Plain(row, path.Now)));
        }

        Assert.Equal(answers[0], answers[1]);
        string[] words =
        [
            FitnessPath.Grounds, FitnessPath.ReportText, FitnessPath.Reasons, "EXPERTE", FitnessPath.Training, "Infirmity", "INFIRM", "nsufficiency",
        ];
        Assert.Empty(await StoredTexts.FindAsync(app.App.Database, engine, words));
        // Control: the search finds what is there.
        Assert.NotEmpty(await StoredTexts.FindAsync(app.App.Database, engine, ["ile-de-france"]));
        // An audit entry of the procedure names no physician.
        Assert.Equal(
            0,
            await app.CountAsync($"audit_entries where kind like 'registry.fitness%' and (subject like 'physicians%' or body like '%{Anne}%')"));
    }

    [Theory]
    [Engines("fitness_procedures set rpps = case rpps when @anne then @jean else @anne end")]
    [Engines($"{Swap} c.topic = fitness_contents.topic and c.procedure_id <> fitness_contents.procedure_id)")]
    [Engines($"{Swap} c.topic <> fitness_contents.topic and c.procedure_id = fitness_contents.procedure_id)")]
    public async Task Content_MovedToAnotherPersonProcedureOrTopic_DoesNotOpen(SqlEngine engine, string edit)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        app.App.ExpectErrors = true;
        var (path, other) = (new FitnessPath(app), new FitnessPath(app, Jean));
        await path.OpenAsync();
        await other.OpenAsync();
        await path.ContentAsync();
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync($"update {edit}", new { anne = Anne, jean = Jean }) > 0, default);

        await Faults.FailsAsync(
            StatusCode.Internal, (await path.AsAsync()).GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = path.Now.ProcedureId }));
    }

    [Theory, Engines]
    public async Task Openings_AreInTheLogWhenTheAnswerArrives_AndRefusedWithoutIt(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app, kind: FitnessKind.Insufficiency);
        await path.OpenAsync();
        // A refusal tells that insufficiency is alleged.
        await Faults.InvalidAsync(
            (await path.AsAsync()).NameFitnessExpertAsync(new NameFitnessExpertRequest(path.ToName(FitnessExpertPlace.First)) { SameSpecialty = false }),
            "same_specialty");
        Assert.Equal(1, await WrittenAsync(app, "NameFitnessExpert"));
        await path.ContentAsync();
        Assert.Equal(1, await WrittenAsync(app, "GetFitnessContent"));

        await ExecuteAsync(app, "alter table record_accesses rename to gone");
        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.StoreUnavailable,
            (await path.AsAsync()).GetFitnessContentAsync(new GetFitnessContentRequest { ProcedureId = path.Now.ProcedureId }));
        await ExecuteAsync(app, "alter table gone rename to record_accesses");
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(RegistryApp app, FitnessProcedure procedure)
    {
        var rows = new List<string>();
        foreach (var query in new[]
        {
            """
            select holder || ' ' || state || ' ' || received_on || ' ' || ruling_due_on || ' ' || seised_by || ' ' || closed_on || ' ' || version
            from fitness_procedures where id = @id
            """,
            "select place || ' ' || named_on || ' ' || by_court from fitness_experts where procedure_id = @id order by place",
            """
            select topic || ' ' || number || ' ' || case when topic in ('Expert', 'Kind', 'Ruling') then length(sealed) else 0 end
            from fitness_contents where procedure_id = @id order by topic, number
            """,
            "select level || ' ' || members_present || ' ' || suspends from fitness_rulings where procedure_id = @id",
            "select a.kind || ' ' || a.body from audit_entries a where a.subject = 'fitness_procedures/' || @id order by a.sequence",
            "select s.kind || ' ' || s.part || ' ' || s.effective_on from suspensions s where s.id = @suspension",
            """
            select r.operation || ' ' || substr(r.body_hash, 1, 6) || ' ' || length(r.response)
            from requests r join audit_entries a on a.request_id = r.request_id where a.subject = 'fitness_procedures/' || @id order by a.sequence
            """,
        })
        {
            rows.AddRange(await app.App.Database.ReadAsync(
                sql => sql.QueryAsync<string>(query, new { id = procedure.ProcedureId, suspension = procedure.SuspensionId }), default));
        }

        return rows;
    }

    private static string Plain(IMessage answer, FitnessProcedure of) => Plain(answer.ToString()!, of);

    private static string Plain(string text, FitnessProcedure of) =>
        new[] { of.ProcedureId, of.Rpps, of.SuspensionId }.Where(id => id.Length > 0)
            .Aggregate(text, (plain, id) => plain.Replace(id, "<id>", StringComparison.Ordinal));

    private static Task<long> WrittenAsync(RegistryApp app, string rpc) =>
        app.CountAsync($"record_accesses where subject = 'physicians/{Anne}' and actor = 'formation-ile-de-france' and granted and operation like '%/{rpc}'");

    private static Task<bool> ExecuteAsync(RegistryApp app, string statement) =>
        app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync(statement, new { }) >= -1, default);
}
