namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Copies sequences out of their arena.</summary>
public static class SequenceExtensions
{
    /// <summary>A new array with the projection of each element.</summary>
    public static TTo[] ToArray<TFrom, TTo>(this in Sequence<TFrom> source, Projection<TFrom, TTo> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.IsEmpty)
            return [];

        var result = new TTo[source.Length];
        source.CopyTo(result, projection);
        return result;
    }

    /// <summary>A new array with the projection of each element and <paramref name="state"/>.</summary>
    public static TTo[] ToArray<TFrom, TState, TTo>(
        this in Sequence<TFrom> source,
        Projection<TFrom, TState, TTo> projection,
        in TState state)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.IsEmpty)
            return [];

        var result = new TTo[source.Length];
        var index = 0;
        foreach (ref var element in source)
            result[index++] = projection(in element, in state);
        return result;
    }

    /// <summary>Writes the projection of each element to the start of <paramref name="destination"/>, which must have room for all.</summary>
    public static void CopyTo<TFrom, TTo>(
        this in Sequence<TFrom> source,
        Span<TTo> destination,
        Projection<TFrom, TTo> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.Length > destination.Length)
            throw new ArgumentException("The destination is shorter than the sequence.", nameof(destination));

        var index = 0;
        foreach (ref var element in source)
            destination[index++] = projection(in element);
    }
}
