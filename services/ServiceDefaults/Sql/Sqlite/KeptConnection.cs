using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>A connection of a <see cref="SqlitePool"/>. Its commands keep what they have prepared for the next of the same text.</summary>
internal sealed class KeptConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    /// <summary>Of one store there are fewer texts, but for searches put together from many conditions.</summary>
    private const int MostTexts = 200;

    /// <summary>Longer ones are migrations, which run once.</summary>
    private const int LongestText = 4_000;

    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);
    private int lent;

    /// <summary>Given out.</summary>
    public KeptConnection Lent()
    {
        Volatile.Write(ref lent, 1);
        return this;
    }

    /// <summary>A command of a text, which is the caller's until it is kept again.</summary>
    public SqliteCommand Take(string text)
    {
        if (!kept.Remove(text, out var command))
            command = CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = DefaultTimeout;
        command.Transaction = Transaction;
        return command;
    }

    /// <summary>Keeps a command whose reader is closed.</summary>
    public void Keep(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (kept.Count == MostTexts)
            Forget();
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(kept, command.CommandText, out var known);
        // Two at once had the same text: one is enough.
        if (known || command.CommandText.Length > LongestText)
            command.Dispose();
        if (!known)
            place = command;
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
        foreach (var command in kept.Values)
            command.Dispose();
        kept.Clear();
    }
}
