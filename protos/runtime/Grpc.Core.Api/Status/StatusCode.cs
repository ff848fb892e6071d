namespace Grpc.Core;

/// <summary>The outcome of a call as it travels in <c>grpc-status</c>. The numbers are the wire's.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The caller gave up before the call ended.</summary>
    Cancelled = 1,

    /// <summary>An error of which nothing more is known, such as an exception that no handler caught.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended; the change asked for may still have happened.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing asked for does not exist, or the caller may not know that it does.</summary>
    NotFound = 5,

    /// <summary>The thing to create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or a store is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The state of the system forbids the call; trying again without changing it is useless.</summary>
    FailedPrecondition = 9,

    /// <summary>A concurrent change won; the caller may start the whole operation again.</summary>
    Aborted = 10,

    /// <summary>The request reaches past the valid range, as a read beyond the end.</summary>
    OutOfRange = 11,

    /// <summary>The server does not offer this method, or not this encoding of its messages.</summary>
    Unimplemented = 12,

    /// <summary>An invariant is broken on the server or between the two peers.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; the same call may be tried again later.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupted beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The call carries no valid credentials.</summary>
    Unauthenticated = 16,
}
