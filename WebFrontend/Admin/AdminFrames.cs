using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Admin;

/// <summary>Body of <c>POST /admin/users</c>.</summary>
internal sealed record CreateUserRequest(string? Mobile, string? Password, string? Name, string? Role);

/// <summary>Body of <c>POST /admin/tokens</c>.</summary>
internal sealed record CreateTokenRequest(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] long UserId);

/// <summary>A user and a session token of his.</summary>
internal sealed record UserToken(long UserId, string Token);

/// <summary>The outcome of a check of everything.</summary>
internal sealed record Verdict(bool Ok, ImmutableArray<string> Violations);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(UserToken))]
[JsonSerializable(typeof(Verdict))]
internal sealed partial class AdminJson : JsonSerializerContext;
