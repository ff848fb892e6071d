using System.Data.Common;
using System.Globalization;
using Dapper;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Npgsql;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Benchmarks;

/// <summary>Fills the empty store of Discipline by a few statements: through the RPCs, a hundred thousand cases would take hours.</summary>
/// <remarks>A tenth of the cases is open. Half are complaints, whose sealed texts are not readable: a list does not open them.</remarks>
internal sealed class DisciplineLoad : IAsyncDisposable
{
    public const string Busiest = "75";

    /// <summary>Cases of the busiest council.</summary>
    public const int OfBusiest = 8_000;

    private const int Documents = 20;

    private readonly DbConnection connection;
    private readonly bool isPostgres;
    private readonly DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);

    private DisciplineLoad(DbConnection connection)
    {
        this.connection = connection;
        isPostgres = connection is NpgsqlConnection;
    }

    /// <param name="options">Of a platform that was started once, so that the tables exist.</param>
    public static async Task<DisciplineLoad> OpenAsync(LocalOptions options)
    {
        DbConnection connection = options.Postgres.Length == 0
            ? new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "discipline.db")};Pooling=false;Foreign Keys=false")
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Postgres)
            {
                Database = options.DatabasePrefix + "discipline", CommandTimeout = 0, Pooling = false,
            }.ToString());
        await connection.OpenAsync();
        await BulkStore.PrepareAsync(connection);
        return new DisciplineLoad(connection);
    }

    /// <summary>Id of the case with this number; even ones are no complaints.</summary>
    public static string CaseId(int number) => FormattableString.Invariant($"00000000-0000-7000-8000-{number:000000000000}");

    /// <summary>Numbers of open cases of the busiest council that are no complaints.</summary>
    public static IEnumerable<int> OpenOfBusiest(int cases) => Enumerable.Range(1, cases).Where(i => i % 10 == 0 && i % 2 == 0 && IsBusiest(i, cases));

    public async Task CasesAsync(int cases)
    {
        var indexes = await BulkStore.DropIndexesAsync(connection, "affairs", "complaints", "cases", "filings", "decisions", "case_documents", "documents");
        await using var transaction = await connection.BeginTransactionAsync();
        var councils = CouncilCode.All.Except([Busiest, "987", "988", "986", "975"]).Order(StringComparer.Ordinal).Take(102).ToArray();
        await RunAsync("create temporary table bench_councils (n integer not null primary key, code text not null)");
        foreach (var (code, n) in councils.Select((code, n) => (code, n)))
            await connection.ExecuteAsync("insert into bench_councils (n, code) values (@n, @code)", new { n, code });
        await RunAsync("create temporary table bench_documents (k integer not null)");
        foreach (var k in Enumerable.Range(0, Documents))
            await connection.ExecuteAsync("insert into bench_documents (k) values (@k)", new { k });
        await RunAsync($"""
            create temporary table bench as
            with recursive number(i) as (select cast(1 as bigint) union all select i + 1 from number where i < {Number(cases)})
            select i, {Id("8000", "i")} as case_id, {Id("9000", "i")} as affair_id, {Id("a000", "i")} as decision_id,
                case when {IsBusiestSql(cases)} then '{Busiest}' else (select code from bench_councils where n = (i * 31) % {councils.Length}) end as council,
                case when i % 10 > 0 and i % 10 < 6 then 'NotReferred' when i % 10 > 5 then 'Enforceable' when i % 30 = 0 then 'Filed' else 'Opened'
                end as stage
            from number
            """);
        await RunAsync($"""
            insert into affairs (id, title, facts, facts_on, opened_by, opened_at)
            select affair_id, 'Affaire ' || i, 'Faits de l''affaire ' || i || ', tels que le Conseil les a reçus.', {Day("-400")}, 'cnom-discipline', @now
            from bench
            """);
        await RunAsync($"""
            insert into complaints (affair_id, council, year, number, registered_on, regime, author_kind, sealed_author, sealed_facts, place, signed,
                deliberation_attached, copies)
            select affair_id, council, 1900 + i / 5000, i % 5000 + 1, {Day("-300")}, 'Ordinary', 'Patient', @secret, @secret, 'Paris', @yes, @no, 4
            from bench where i % 2 = 1
            """);
        await RunAsync($"""
            insert into cases (id, affair_id, position, rpps, council, respondent_name, register_council, next_due_on, next_deadline)
            select case_id, affair_id, 0, cast(10000000000 + i % 60000 as text), council, 'Nom ' || i,
                case when stage in ('Filed', 'Enforceable') then council end,
                case when stage in ('Filed', 'Opened') then {Day("i / 10 % 200 - 10")} end, case when stage in ('Filed', 'Opened') then @deadline end
            from bench
            """);
        await RunAsync($"""
            insert into deliberations (case_id, deliberated_on, outcome, votes_for, votes_against, abstentions, reasoned_opinion, recorded_by, recorded_at)
            select case_id, {Day("-200")}, 'NoReferral', 5, 0, 0, 'Avis motivé.', 'cdom', @now from bench where stage = 'NotReferred'
            """);
        await RunAsync($"""
            insert into referral_versions (case_id, version, chamber, reasoned_opinion, deliberated_on, prepared_by, prepared_at)
            select case_id, 1, {Chamber}, 'Avis motivé.', {Day("-200")}, 'cdom', @now from bench where stage in ('Filed', 'Enforceable')
            """);
        await RunAsync($"""
            insert into filings (case_id, version, chamber, signed_by, signed_at, filed_on, decision_due_on)
            select case_id, 1, {Chamber}, 'cdom-president', @now, {Day("-190")}, {Day("0")} from bench where stage in ('Filed', 'Enforceable')
            """);
        await RunAsync($"""
            insert into decisions (
                id, case_id, kind, sanction, duration_months, suspended_months, decided_on, notified_on, last_day_of_appeal, recorded_by, recorded_at)
            select decision_id, case_id, 'FirstInstance', 'Warning', 0, 0, {Day("-100")}, {Day("-100")}, {Day("-70")}, 'chambre', @now from bench
            where stage = 'Enforceable'
            """);
        await RunAsync($"""
            insert into case_outcomes (case_id, state, decision_id, since, final_on, practitioner_told)
            select case_id, 'Enforceable', decision_id, {Day("-69")}, {Day("-69")}, @yes from bench where stage = 'Enforceable'
            """);
        await RunAsync($"""
            insert into enforcements (decision_id, enforceable_on, enforced_at) select decision_id, {Day("-68")}, @now from bench where stage = 'Enforceable'
            """);
        await RunAsync($"""
            insert into documents (id, actor, request_id, digest, sha256, size, media_type, sealed_key, received, attempt, state, started_at)
            select {Id("b000", "number")}, 'cdom', {Id("c000", "number")}, @digest, @digest, 3000, 'application/pdf', @secret, 3000, 1, 'Kept', @now
            from ({OfEachCase}) d
            """);
        await RunAsync($"""
            insert into case_documents (
                document_id, case_id, kind, sealed_title, received_on, patient_data, council, media_type, size, sha256, recorded_by, recorded_at)
            select {Id("b000", "number")}, case_id, 'Exhibit', @secret, {Day("-300 + number % 200")}, @no, council, 'application/pdf', 3000, @digest, 'cdom',
                @now
            from ({OfEachCase}) d
            """);
        // Without statistics PostgreSQL looks up each case of the next statement by reading whole tables.
        if (isPostgres)
            await RunAsync("analyze;");
        // As the service would have set it; otherwise its background work computes every deadline again.
        await RunAsync("""
            update cases set clock_key = o.status || coalesce(cast(o.complete_on as text), '') || coalesce(cast(o.waits_since as text), '')
            from case_overview o where o.id = cases.id
            """);
        foreach (var index in indexes)
            await RunAsync(index);
        await transaction.CommitAsync();
        await BulkStore.SettleAsync(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private const string OfEachCase = "select case_id, council, i * 20 + k as number from bench cross join bench_documents";

    private static bool IsBusiest(long i, int cases) => i * 7_919 % cases < OfBusiest;

    // Scattered over the table, as cases come in.
    private static string IsBusiestSql(int cases) => FormattableString.Invariant($"i * 7919 % {cases} < {OfBusiest}");

    private static string Id(string kind, string number) => $"('00000000-0000-7000-{kind}-' || substr(cast(1000000000000 + {number} as text), 2))";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private const string Chamber = "case when council in ('75', '77', '78', '91', '92', '93', '94', '95') then 'ile-de-france' else 'normandie' end";

    private string Day(string days) => isPostgres
        ? $"(date '{today:yyyy-MM-dd}' + cast({days} as integer))"
        : $"date('{today:yyyy-MM-dd}', ({days}) || ' days')";

    private async Task RunAsync(string statement)
    {
        var deadline = new NextDeadline
        {
            Rule = "transmission-to-chamber", LastDay = new Date { Year = today.Year, Month = today.Month, Day = today.Day }, Actor = DeadlineActor.Council,
        };
        await connection.ExecuteAsync(statement, new
        {
            now = DateTimeOffset.UtcNow, yes = true, no = false, secret = new byte[120], digest = new string('0', 64), deadline = deadline.ToByteArray(),
        });
    }
}
