namespace OrdreCouncils.WebConsole.Platform;

/// <summary>An RPC that a page, or an act, calls. The page is for those who may call it, as access.proto says: the console has no rules of its own.</summary>
/// <param name="rpc">As <c>discipline/CasesService/ListCases</c>: the store, the service and the method. The process does not start with an unknown
/// one.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class CallsAttribute(string rpc) : Attribute
{
    public string Rpc { get; } = rpc;

    /// <summary>The page leaves out a part of itself for those who may not call it.</summary>
    public bool Optional { get; init; }
}
