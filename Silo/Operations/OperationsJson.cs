using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.Silo.Operations;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NotReady))]
[JsonSerializable(typeof(DrainBegun))]
internal sealed partial class OperationsJson : JsonSerializerContext;
