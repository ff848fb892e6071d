using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>One invented case as the tables hold it, and, written down while it was invented, the days on which it was before each chamber.</summary>
internal sealed record History
{
    public string Id { get; } = Guid.NewGuid().ToString();
    public required string Chamber { get; init; }
    public required DateOnly FiledOn { get; init; }
    public required IReadOnlyList<string> Articles { get; init; }
    public DateOnly? DiedOn { get; set; }
    public OrderGround Order { get; set; }
    public DateOnly? OrderedOn { get; set; }
    public List<DecisionLine> Decisions { get; } = [];
    public List<RemedyLine> Remedies { get; } = [];
    public string StandingId { get; set; } = "";

    /// <summary>Null while no decision is final; unspecified when it was annulled for good.</summary>
    public Sanction? Final { get; set; }
    public List<Stay> National { get; } = [];

    public DecisionLine Decide(DateOnly on, Sanction sanction, string kind = "FirstInstance", DecisionLine? answers = null, string? outcome = null)
    {
        var line = new DecisionLine(Guid.NewGuid().ToString(), Id, kind, answers?.Id, outcome, sanction.ToString(), on);
        Decisions.Add(line);
        StandingId = line.Id;
        return line;
    }

    public void Contest(
        DecisionLine decision, RemedyKind kind, DateOnly lodgedOn, CassationOutcome outcome = CassationOutcome.Unspecified, DateOnly? outcomeOn = null) =>
        Remedies.Add(new RemedyLine(
            Guid.NewGuid().ToString(), decision.Id, kind.ToString(), lodgedOn, outcome == CassationOutcome.Unspecified ? null : outcome.ToString(), outcomeOn));

    public static async Task StoreAsync(Database database, IEnumerable<History> histories)
    {
        History[] all = [.. histories];
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await database.WriteAsync(
            async sql =>
            {
                var day = new DateOnly(2000, 1, 1);
                var lines = all.Select(one => new
                {
                    one.Id,
                    one.Chamber,
                    one.FiledOn,
                    one.OrderedOn,
                    one.DiedOn,
                    one.StandingId,
                    Ground = one.Order.ToString(),
                    Kind = one.Order == OrderGround.Withdrawal ? "Withdrawal" : "Order",
                    State = one.Final is null ? "Decided" : "Enforceable",
                    rpps = "10000000001",
                    day,
                    at,
                }).ToArray();
                await sql.ExecuteAsync("insert into affairs (id, title, facts, facts_on, opened_by, opened_at) values (@Id, 't', 'f', @day, 'x', @at)", lines);
                await sql.ExecuteAsync("insert into cases (id, affair_id, position, rpps, council) values (@Id, @Id, 0, @rpps, '75')", lines);
                await sql.ExecuteAsync(
                    """
                    insert into referral_versions (case_id, version, chamber, reasoned_opinion, deliberated_on, prepared_by, prepared_at)
                    values (@Id, 1, @Chamber, 'o', @day, 'x', @at), (@Id, 2, @Chamber, 'o', @day, 'x', @at)
                    """, lines);
                await sql.ExecuteAsync(
                    """
                    insert into filings (case_id, version, chamber, signed_by, signed_at, filed_on, decision_due_on)
                    values (@Id, 2, @Chamber, 'x', @at, @FiledOn, @FiledOn)
                    """, lines);
                // The first version was replaced before it was signed: its article does not count.
                await sql.ExecuteAsync("insert into referral_articles (case_id, version, article) values (@Id, 1, 99)", lines);
                var articles = all.SelectMany(one => one.Articles.Select(article => new { one.Id, article })).ToLookup(one => one.article.Contains('-'));
                await sql.ExecuteAsync(
                    "insert into referral_articles (case_id, version, article) values (@Id, 2, @number)",
                    articles[false].Select(one => new { one.Id, number = int.Parse(one.article, CultureInfo.InvariantCulture) }).ToArray());
                await sql.ExecuteAsync("insert into referral_subarticles (case_id, version, article) values (@Id, 2, @article)", articles[true].ToArray());
                await sql.ExecuteAsync(
                    """
                    insert into decisions (id, case_id, kind, answers, outcome, sanction, duration_months, suspended_months, decided_on, recorded_by,
                      recorded_at)
                    values (@Id, @CaseId, @Kind, @Answers, @Outcome, @Sanction, 0, 0, @On, 'x', @at)
                    """,
                    all.SelectMany(one => one.Decisions).Select(one => new
                    {
                        one.Id, one.CaseId, one.Kind, one.Answers, one.Outcome, one.Sanction, one.On, at,
                    }).ToArray());
                await sql.ExecuteAsync(
                    """
                    insert into remedies (id, decision_id, kind, appellant, lodged_on, outcome, outcome_on, recorded_by, recorded_at)
                    values (@Id, @DecisionId, @Kind, @appellant, @LodgedOn, @Outcome, @OutcomeOn, 'x', @at)
                    """, all.SelectMany(one => one.Remedies).Select((one, i) => new
                    {
                        one.Id, one.DecisionId, one.Kind, one.LodgedOn, one.Outcome, one.OutcomeOn, at, appellant = i % 2 == 0 ? "Practitioner" : "Council",
                    }).ToArray());
                await sql.ExecuteAsync(
                    """
                    insert into case_outcomes (case_id, state, decision_id, since, practitioner_told) values (@Id, @State, @StandingId, @day, false)
                    """, lines.Where(line => line.StandingId.Length > 0).ToArray());
                var ordered = lines.Where(line => line.OrderedOn is not null).ToArray();
                await sql.ExecuteAsync(
                    """
                    insert into chamber_registrations (case_id, level, chamber, year, number, registered_on, urgent, recorded_by, recorded_at)
                    values (@Id, 'FirstInstance', @Chamber, 2000, @number, @day, false, 'x', @at)
                    """, ordered.Select((line, i) => new { line.Id, line.Chamber, number = i + 1, day, at }).ToArray());
                await sql.ExecuteAsync(
                    """
                    insert into president_orders (case_id, level, number, ground, decided_on, recorded_by, recorded_at)
                    values (@Id, 'FirstInstance', 1, @Ground, @OrderedOn, 'x', @at)
                    """, ordered);
                await sql.ExecuteAsync(
                    "insert into chamber_endings (case_id, level, kind, number, ended_on) values (@Id, 'FirstInstance', @Kind, 1, @OrderedOn)",
                    ordered.Where(line => line.Ground != "Series").ToArray());
                await sql.ExecuteAsync(
                    "insert into deaths (case_id, died_on, recorded_by, recorded_at) values (@Id, @DiedOn, 'x', @at)",
                    lines.Where(line => line.DiedOn is not null).ToArray());
                return true;
            },
            CancellationToken.None);
    }
}

internal sealed record DecisionLine(string Id, string CaseId, string Kind, string? Answers, string? Outcome, string Sanction, DateOnly On);

internal sealed record RemedyLine(string Id, string DecisionId, string Kind, DateOnly LodgedOn, string? Outcome, DateOnly? OutcomeOn);

/// <summary>A time before a chamber.</summary>
/// <param name="How">Ending: judged, order, withdrawal or death; empty while it lasts.</param>
internal sealed record Stay(DateOnly From, DateOnly? Until, string How);
