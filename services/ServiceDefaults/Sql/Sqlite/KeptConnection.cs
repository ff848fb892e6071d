using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>A pooled connection that keeps its prepared commands by text.</summary>
internal sealed class KeptConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    // A store has fewer texts, except for searches combined from many conditions.
    private const int MostTexts = 200;

    // Longer texts are migrations, which run once.
    private const int LongestText = 4_000;

    private readonly Dictionary<string, KeptText> kept = new(StringComparer.Ordinal);
    private int inUse;

    public KeptConnection MarkInUse()
    {
        Volatile.Write(ref inUse, 1);
        return this;
    }

    /// <summary>The command for a text, and the place to return it to; no place for a text that is not kept.</summary>
    public (SqliteCommand Command, KeptText? Place) Take(string text)
    {
        if (!kept.TryGetValue(text, out var place) && text.Length <= LongestText)
        {
            if (kept.Count == MostTexts)
                DropCommands();
            kept.Add(text, place = new KeptText());
        }

        var command = place?.Take() ?? CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = DefaultTimeout;
        command.Transaction = Transaction;
        return (command, place);
    }

    public void CloseForGood()
    {
        DropCommands();
        base.Dispose(disposing: true);
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            base.Dispose(disposing);
        else if (Interlocked.Exchange(ref inUse, 0) == 1 && !pool.Return(this))
            CloseForGood();
    }

    private void DropCommands()
    {
        foreach (var place in kept.Values)
            place.DropCommands();
        kept.Clear();
    }
}

internal sealed class KeptText
{
    private SqliteCommand? idle;
    private bool dropped;

    public SqliteCommand? Take()
    {
        var command = idle;
        idle = null;
        return command;
    }

    public void Keep(SqliteCommand command)
    {
        // Two commands with the same text were in use at once: keep one.
        if (dropped || idle is not null)
        {
            command.Dispose();
            return;
        }

        command.Parameters.Clear();
        command.Transaction = null;
        idle = command;
    }

    public void DropCommands()
    {
        dropped = true;
        Take()?.Dispose();
    }
}
