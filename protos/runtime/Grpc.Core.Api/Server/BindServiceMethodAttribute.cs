namespace Grpc.Core;

/// <summary>On a generated service base: the static method that tells a server what the service offers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type that holds the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The method's name; it takes a <see cref="ServiceBinderBase"/> and the service base.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
