using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>Full-text search of public decisions: frequent and rare words, and filters.</summary>
internal static class DecisionBenchmark
{
    private const int Callers = 2;
    private const int Calls = 500;
    private const double Bar = 50;
    private const int FirstYear = 2006;
    private const int Years = 20;
    private const int Seed = 2026;

    private static readonly long FirstApproval = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Approvals = (long)TimeSpan.FromDays(365.25 * Years).TotalMilliseconds;

    public static async Task RunAsync(DirectoryInfo folder, int decisions, PostgresServer? postgres)
    {
        var options = new LocalOptions
        {
            DataFolder = Path.Combine(folder.FullName, "decisions"),
            Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
            DatabasePrefix = "bench_decisions_",
        };
        // Once for the tables.
        await (await LocalPlatform.StartAsync(options)).DisposeAsync();
        var watch = Stopwatch.StartNew();
        if (!await IsLoadedAsync(options, decisions))
            await LoadAsync(options, decisions);
        Console.WriteLine(
            $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {decisions:N0} public decisions of 120 words, loaded in {watch.Elapsed.TotalSeconds:0} s; "
            + $"{Callers} callers");
        await using var platform = await LocalPlatform.StartAsync(options);
        using var channel = BearerChannel.Open(platform.ServiceAddresses["discipline"].Grpc, platform.Token(DevIdentity.Find("cdom-75")!));
        var client = new PublicDecisionsService.PublicDecisionsServiceClient(channel);
        foreach (var (name, search) in Searches())
        {
            var found = (await client.SearchPublicDecisionsAsync(search(new Random(Seed)))).Results.Count;
            var random = new Random(Seed);
            var searches = Enumerable.Range(0, Calls).Select(_ => search(random)).ToArray();
            var latency = await Latency.OfAsync(
                $"{name} ({found} on a page)", Callers, Calls, async turn => await client.SearchPublicDecisionsAsync(searches[turn % Calls]));
            Console.WriteLine($"{(latency.P99 < Bar ? "reached" : "MISSED ")}{latency}");
        }
    }

    private static IReadOnlyList<(string Name, Func<Random, SearchPublicDecisionsRequest> Search)> Searches() =>
    [
        ("the word of nearly every decision", _ => Of(Word(1))),
        ("two frequent words", random => Of(Word(2), Word(random.Next(3, 12)))),
        ("a frequent and a rare word", random => Of(Word(1), Word(random.Next(20_000, 40_000)))),
        ("a rare word", random => Of(Word(random.Next(20_000, 40_000)))),
        ("two words of one decision in ten", random => Of(Word(random.Next(60, 120)), Word(random.Next(120, 200)))),
        ("three words, rare together", random => Of(Word(random.Next(200, 400)), Word(random.Next(400, 800)), Word(random.Next(800, 1_600)))),
        ("a word that no decision holds", _ => Of("introuvable")),
        ("a frequent word, page 10", _ => With(Of(Word(1)), search => search.PageToken = "180")),
        ("an article", random => With(Of(), search => search.Article = Article(random))),
        ("a year", random => With(Of(), search => search.Year = FirstYear + random.Next(Years))),
        ("an article and a year", random => With(Of(), search => (search.Article, search.Year) = (Article(random), FirstYear + random.Next(Years)))),
        ("a frequent word, an article and a year", random => With(
            Of(Word(1)), search => (search.Article, search.Year) = (Article(random), FirstYear + random.Next(Years)))),
        ("a rare word, a year", random => With(Of(Word(random.Next(5_000, 20_000))), search => search.Year = FirstYear + random.Next(Years))),
        ("nothing: the latest", _ => Of()),
    ];

    private static string Word(int rank) => DecisionTexts.Word(rank);

    private static string Article(Random random) => random.Next(1, 92).ToString(CultureInfo.InvariantCulture);

    private static SearchPublicDecisionsRequest Of(params string[] words) => new() { Words = string.Join(' ', words) };

    private static SearchPublicDecisionsRequest With(SearchPublicDecisionsRequest search, Action<SearchPublicDecisionsRequest> edit)
    {
        edit(search);
        return search;
    }

    private static IEnumerable<Published> Decisions(int decisions)
    {
        var random = new Random(Seed);
        for (var i = 1; i <= decisions; i++)
        {
            var articles = Enumerable.Range(0, 3).Select(_ => random.Next(1, 112)).Distinct().Order().ToArray();
            // Approved over twenty years, and numbered by the time as the service does.
            var at = FirstApproval + (Approvals * i / decisions);
            yield return new Published(
                FormattableString.Invariant($"00000000-0000-7000-a000-{i:000000000000}"), at << 15, FirstYear + random.Next(Years), 1 + random.Next(6),
                articles, DecisionTexts.Text(random));
        }
    }

    private static async Task<bool> IsLoadedAsync(LocalOptions options, int decisions)
    {
        if (options.Postgres.Length > 0)
            return false;
        await using var sqlite = new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "discipline.db")};Pooling=false");
        return await sqlite.QuerySingleAsync<long>("select count(*) from public_decisions") == decisions;
    }

    private static async Task LoadAsync(LocalOptions options, int decisions)
    {
        if (options.Postgres.Length == 0)
        {
            await using var sqlite = new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "discipline.db")};Pooling=false;Foreign Keys=false");
            await sqlite.OpenAsync();
            await BulkStore.PrepareAsync(sqlite);
            await LoadAsync(sqlite, decisions);
            return;
        }

        await using var postgres = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            Database = options.DatabasePrefix + "discipline", CommandTimeout = 0, Pooling = false,
        }.ToString());
        await postgres.OpenAsync();
        await BulkStore.PrepareAsync(postgres);
        await LoadAsync(postgres, decisions);
    }

    // The cases and decisions that the rows belong to are left out: no search reads them.
    private static async Task LoadAsync(SqliteConnection connection, int decisions)
    {
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        using var version = Prepared(
            """
            insert into public_decision_versions (decision_id, version, text, chamber, prepared_by, prepared_at)
            values (@id, 1, @text, 'ile-de-france', 'greffe', @at)
            """);
        using var published = Prepared(
            """
            insert into public_decisions (decision_id, version, number, sanction, year, articles, approved_by, approved_at)
            values (@id, 1, @number, @sanction, @year, @articles, 'greffe-2', @at)
            """);
        using var words = Prepared("insert into public_decision_words (rowid, folded, tags) values (@number, @text, @tags)");
        foreach (var decision in Decisions(decisions))
        {
            foreach (var command in (SqliteCommand[])[version, published, words])
            {
                command.Parameters["@id"].Value = decision.Id;
                command.Parameters["@text"].Value = decision.Text;
                command.Parameters["@number"].Value = decision.Number;
                command.Parameters["@sanction"].Value = decision.SanctionName;
                command.Parameters["@year"].Value = decision.Year;
                command.Parameters["@articles"].Value = string.Join(' ', decision.Articles);
                command.Parameters["@tags"].Value = decision.Tags;
                command.Parameters["@at"].Value = "2026-01-01T00:00:00.000000Z";
                command.ExecuteNonQuery();
            }
        }

        await transaction.CommitAsync();
        await BulkStore.SettleAsync(connection);

        SqliteCommand Prepared(string text)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (text, transaction);
            foreach (var name in (string[])["@id", "@text", "@number", "@sanction", "@year", "@articles", "@tags", "@at"])
                command.Parameters.Add(new SqliteParameter(name, null));
            return command;
        }
    }

    private static async Task LoadAsync(NpgsqlConnection connection, int decisions)
    {
        var indexes = await BulkStore.DropIndexesAsync(connection, "public_decision_words");
        await CopyAsync("public_decision_versions (decision_id, version, text, chamber, prepared_by, prepared_at)", async (writer, decision) =>
        {
            await writer.WriteAsync(decision.Id);
            await writer.WriteAsync(1);
            await writer.WriteAsync(decision.Text);
            await writer.WriteAsync("ile-de-france");
            await writer.WriteAsync("greffe");
            await writer.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
        });
        await CopyAsync("public_decisions (decision_id, version, number, sanction, year, articles, approved_by, approved_at)", async (writer, decision) =>
        {
            await writer.WriteAsync(decision.Id);
            await writer.WriteAsync(1);
            await writer.WriteAsync(decision.Number);
            await writer.WriteAsync(decision.SanctionName);
            await writer.WriteAsync(decision.Year);
            await writer.WriteAsync(string.Join(' ', decision.Articles));
            await writer.WriteAsync("greffe-2");
            await writer.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
        });
        await CopyAsync("public_decision_words (rowid, folded, tags)", async (writer, decision) =>
        {
            await writer.WriteAsync(decision.Number);
            await writer.WriteAsync(decision.Text);
            await writer.WriteAsync(decision.Tags);
        });
        foreach (var index in indexes)
            await connection.ExecuteAsync(index);
        await BulkStore.SettleAsync(connection);

        async Task CopyAsync(string table, Func<NpgsqlBinaryImporter, Published, Task> write)
        {
            await using var writer = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)");
            foreach (var decision in Decisions(decisions))
            {
                await writer.StartRowAsync();
                await write(writer, decision);
            }

            await writer.CompleteAsync();
        }
    }

    private sealed record Published(string Id, long Number, int Year, int Sanction, int[] Articles, string Text)
    {
        public string SanctionName => ((Sanction)Sanction).ToString();

        /// <summary>As the service writes them.</summary>
        public string Tags =>
            string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', Articles.Select(article => $"éa{article}"))} és{Sanction} éy{Year}");
    }
}
