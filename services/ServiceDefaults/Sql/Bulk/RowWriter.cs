namespace OrdreCouncils.ServiceDefaults.Sql.Bulk;

/// <summary>Takes the values of a row in the order of the columns: typed, as boxing them would cost a heap object for each of millions.</summary>
public abstract class RowWriter
{
    public abstract void Text(string value);

    /// <summary>Of an integer column.</summary>
    public abstract void Number(int value);

    /// <summary>Of a bigint column.</summary>
    public abstract void BigNumber(long value);

    public abstract void Date(DateOnly value);

    /// <summary>Of a timestamptz column; kept to the microsecond.</summary>
    public abstract void Instant(DateTimeOffset value);

    public abstract void Flag(bool value);

    public abstract void Bytes(ReadOnlySpan<byte> value);
}
