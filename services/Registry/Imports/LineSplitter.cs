namespace OrdreCouncils.Registry.Imports;

/// <summary>Cuts a file that comes in chunks into lines, holding no more than one line.</summary>
internal sealed class LineSplitter
{
    /// <summary>A longer line is cut here and said to be too long; what follows it is read as usual.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] carried = new byte[LongestLine];
    private int length;
    private bool tooLong;

    /// <summary>Takes a line without its end (LF or CRLF).</summary>
    public delegate void Taker(ReadOnlySpan<byte> line, bool tooLong);

    public void Feed(ReadOnlySpan<byte> chunk, Taker take)
    {
        while (true)
        {
            var end = chunk.IndexOf((byte)'\n');
            if (end < 0)
            {
                Carry(chunk);
                return;
            }

            if (length == 0 && !tooLong && end <= LongestLine)
            {
                take(WithoutReturn(chunk[..end]), tooLong: false);
            }
            else
            {
                Carry(chunk[..end]);
                TakeCarried(take);
            }

            chunk = chunk[(end + 1)..];
        }
    }

    /// <summary>The last line need not end.</summary>
    public void End(Taker take)
    {
        if (length > 0 || tooLong)
            TakeCarried(take);
    }

    private void Carry(ReadOnlySpan<byte> part)
    {
        var room = Math.Min(part.Length, LongestLine - length);
        part[..room].CopyTo(carried.AsSpan(length));
        length += room;
        tooLong |= room < part.Length;
    }

    private void TakeCarried(Taker take)
    {
        take(WithoutReturn(carried.AsSpan(0, length)), tooLong);
        length = 0;
        tooLong = false;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.. var rest, (byte)'\r'] ? rest : line;
}
