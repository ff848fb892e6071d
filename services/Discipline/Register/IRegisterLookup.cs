using Grpc.Core;

namespace OrdreCouncils.Discipline.Register;

internal interface IRegisterLookup
{
    /// <summary>Council that keeps the file of each physician, in the order asked: a department code, empty when the register names none, null for an unknown
    /// number. UNAVAILABLE when the register does not answer.</summary>
    Task<IReadOnlyList<string?>> CouncilsAsync(IReadOnlyList<string> rpps, ServerCallContext context);
}
