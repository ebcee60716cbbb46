using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Portal;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NotReady))]
internal sealed partial class PortalJson : JsonSerializerContext;
