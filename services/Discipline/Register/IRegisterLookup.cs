using Grpc.Core;

namespace OrdreCouncils.Discipline.Register;

/// <summary>What this service asks of the register.</summary>
internal interface IRegisterLookup
{
    /// <summary>
    /// The council that keeps the file of each physician, in the order asked: a department code, empty when the register names none, null for a
    /// number it does not know. Throws UNAVAILABLE when the register does not answer.
    /// </summary>
    Task<IReadOnlyList<string?>> CouncilsAsync(IReadOnlyList<string> rpps, ServerCallContext context);
}
