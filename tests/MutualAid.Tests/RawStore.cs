using System.Globalization;
using System.Text;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Searches the raw store, as a thief could: SQLite's files byte by byte, PostgreSQL's tables column by column.</summary>
internal static class RawStore
{
    public static readonly string[] Secrets = [Requests.Health, Requests.Family, Requests.Financial, Requests.Opinion, Requests.RefusalReason];

    /// <summary>Places where any of the texts is stored in clear.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(ServiceApp app, string[] texts) =>
        app.Store.Engine == SqlEngine.Sqlite ? InFiles(app.Store.File, texts) : await InColumnsAsync(app, texts);

    private static List<string> InFiles(string file, string[] texts)
    {
        var found = new List<string>();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            foreach (var text in texts)
            {
                foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
                {
                    if (copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(encoding.GetBytes(text)) >= 0)
                        found.Add(string.Create(CultureInfo.InvariantCulture, $"{text} in {Path.GetFileName(path)}"));
                }
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> InColumnsAsync(ServiceApp app, string[] texts)
    {
        var found = new List<string>();
        await app.Database.ReadAsync(
            async sql =>
            {
                var columns = await sql.QueryAsync<(string Table, string Column, string Type)>(
                    "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'");
                foreach (var (table, column, type) in columns)
                {
                    var holds = type == "bytea"
                        ? $"position(convert_to(@text, 'UTF8') in \"{column}\") > 0"
                        : $"position(@text in \"{column}\"::text) > 0";
                    foreach (var text in texts)
                    {
                        if (await sql.ScalarAsync<long>($"select count(*) from \"{table}\" where {holds}", new { text }) > 0)
                            found.Add($"{text} in {table}.{column}");
                    }
                }

                return true;
            },
            CancellationToken.None);
        return found;
    }
}
