using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Reads the API's answers with an independent implementation of FHIR R4, Firely's: types, codes, cardinalities, and formats of primitive
/// values.</summary>
internal static class FhirOracle
{
    private static readonly FhirJsonDeserializer Reader = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
    private static readonly FhirJsonSerializer Writer = new();

    /// <summary>Parses strictly, and asserts that writing the resource gives the same JSON again.</summary>
    public static Resource Read(string json)
    {
        Resource resource;
        try
        {
            resource = Reader.DeserializeResource(json);
        }
        catch (DeserializationFailedException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{json}", exception);
        }

        var again = Writer.SerializeToString(resource);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(again)), $"Sent: {json}\nRead as: {again}");
        return resource;
    }
}
