namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Makes one value from an element in place.</summary>
public delegate TTo Projection<TFrom, TTo>(in TFrom element);

/// <summary>Makes one value from an element in place and a state that all elements share.</summary>
public delegate TTo Projection<TFrom, TState, TTo>(in TFrom element, in TState state);
