namespace Grpc.Core;

/// <summary>Which side of a call is a stream.</summary>
public enum MethodType
{
    /// <summary>One request, one response.</summary>
    Unary = 0,

    /// <summary>Many requests, one response.</summary>
    ClientStreaming = 1,

    /// <summary>One request, many responses.</summary>
    ServerStreaming = 2,

    /// <summary>Many requests and many responses, independent of each other.</summary>
    DuplexStreaming = 3,
}
