using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>A connection of a <see cref="SqlitePool"/>. Its commands keep what they have prepared for the next of the same text.</summary>
internal sealed class KeptConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    /// <summary>Of one store there are fewer texts, but for searches put together from many conditions.</summary>
    private const int MostTexts = 200;

    /// <summary>Longer ones are migrations, which run once.</summary>
    private const int LongestText = 4_000;

    private readonly Dictionary<string, KeptText> kept = new(StringComparer.Ordinal);
    private int lent;

    /// <summary>Given out.</summary>
    public KeptConnection Lent()
    {
        Volatile.Write(ref lent, 1);
        return this;
    }

    /// <summary>A command of a text, which is the caller's until it is kept again; and where to keep it, null for nowhere.</summary>
    public (SqliteCommand Command, KeptText? Place) Take(string text)
    {
        if (!kept.TryGetValue(text, out var place) && text.Length <= LongestText)
        {
            if (kept.Count == MostTexts)
                Forget();
            kept.Add(text, place = new KeptText());
        }

        var command = place?.Take() ?? CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = DefaultTimeout;
        command.Transaction = Transaction;
        return (command, place);
    }

    /// <summary>Closes for good.</summary>
    public void End()
    {
        Forget();
        base.Dispose(disposing: true);
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    /// <summary>Back to the pool: whoever opened it closes it this way.</summary>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            base.Dispose(disposing);
        else if (Interlocked.Exchange(ref lent, 0) == 1 && !pool.TakeBack(this))
            End();
    }

    private void Forget()
    {
        foreach (var place in kept.Values)
            place.Forget();
        kept.Clear();
    }
}

/// <summary>Where a connection keeps a command of one text.</summary>
internal sealed class KeptText
{
    private SqliteCommand? idle;
    private bool forgotten;

    public SqliteCommand? Take()
    {
        var command = idle;
        idle = null;
        return command;
    }

    /// <summary>Keeps a command whose reader is closed.</summary>
    public void Keep(SqliteCommand command)
    {
        // Two at once had the same text: one is enough.
        if (forgotten || idle is not null)
        {
            command.Dispose();
            return;
        }

        command.Parameters.Clear();
        command.Transaction = null;
        idle = command;
    }

    public void Forget()
    {
        forgotten = true;
        Take()?.Dispose();
    }
}
