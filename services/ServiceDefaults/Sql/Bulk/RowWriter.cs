namespace OrdreCouncils.ServiceDefaults.Sql.Bulk;

/// <summary>Takes a row's values in the order of its columns. Typed methods, because boxing would allocate an object per value.</summary>
public abstract class RowWriter
{
    public abstract void Text(string value);

    public abstract void Number(int value);

    public abstract void BigNumber(long value);

    public abstract void Date(DateOnly value);

    public abstract void Instant(DateTimeOffset value);

    public abstract void Flag(bool value);

    public abstract void Bytes(ReadOnlySpan<byte> value);

    /// <summary>Null.</summary>
    public abstract void Nothing();
}
