namespace OrdreCouncils.Tests.Protos;

public sealed class CallKindsTests
{
    [Fact]
    public async Task Say_OverSockets_AnswersTheText()
    {
        await using var server = await EchoServer.StartAsync();

        var response = await server.Client.SayAsync(new SayRequest { Text = "Hippocrate" });

        Assert.Equal("Hippocrate", response.Text);
    }
}
