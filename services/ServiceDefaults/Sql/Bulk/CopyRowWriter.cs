using Npgsql;

namespace OrdreCouncils.ServiceDefaults.Sql.Bulk;

/// <summary>Rows for PostgreSQL's COPY. Values go into the connection's buffer: a task for each would cost more than the value.</summary>
internal sealed class CopyRowWriter(NpgsqlBinaryImporter copy) : RowWriter
{
    public override void Text(string value) => copy.Write(value);

    public override void Number(int value) => copy.Write(value);

    public override void BigNumber(long value) => copy.Write(value);

    public override void Date(DateOnly value) => copy.Write(value);

    public override void Instant(DateTimeOffset value) => copy.Write(value.ToMicrosecond());

    public override void Flag(bool value) => copy.Write(value);

    public override void Bytes(ReadOnlySpan<byte> value) => copy.Write(value.ToArray());

    public override void Nothing() => copy.WriteNull();
}
