namespace Grpc.Core;

/// <summary>A remote method without its message types.</summary>
public interface IMethod
{
    public MethodType Type { get; }

    /// <summary>The service with its package, as <c>ordre.registry.v1.PhysicianService</c>.</summary>
    public string ServiceName { get; }

    /// <summary>The method alone, as <c>GetPhysician</c>.</summary>
    public string Name { get; }

    /// <summary>The HTTP path: <c>/ServiceName/Name</c>.</summary>
    public string FullName { get; }
}
