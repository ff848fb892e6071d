using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class DecisionStore
{
    public static Task ProposeAsync(SqlSession sql, Instruction instruction) => sql.ExecuteAsync(
        """
        insert into aid_instructions (id, request_id, number, envelope_id, amount_cents, sealed_opinion, at, actor)
        values (@Id, @RequestId, @Number, @EnvelopeId, @AmountCents, @SealedOpinion, @At, @Actor)
        """, instruction);

    /// <summary>Whether a person made any proposal on a request, the last or an earlier one.</summary>
    public static async Task<bool> InstructedAsync(SqlSession sql, string requestId, string actor) => await sql.ScalarAsync<long>(
        "select count(*) from aid_instructions where request_id = @requestId and actor = @actor", new { requestId, actor }) > 0;

    public static Task GrantAsync(SqlSession sql, string requestId, string instructionId, DateTimeOffset at, string actor) => sql.ExecuteAsync(
        """
        insert into aid_decisions (request_id, outcome, instruction_id, at, actor)
        values (@requestId, 'granted', @instructionId, @at, @actor)
        """, new { requestId, instructionId, at, actor });

    public static Task RefuseAsync(SqlSession sql, string requestId, byte[] sealedReason, DateTimeOffset at, string actor) => sql.ExecuteAsync(
        """
        insert into aid_decisions (request_id, outcome, sealed_reason, at, actor)
        values (@requestId, 'refused', @sealedReason, @at, @actor)
        """, new { requestId, sealedReason, at, actor });
}

internal sealed record Instruction
{
    public required string Id { get; init; }
    public required string RequestId { get; init; }
    public required int Number { get; init; }
    public required string EnvelopeId { get; init; }
    public required long AmountCents { get; init; }
    public required byte[] SealedOpinion { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
}
