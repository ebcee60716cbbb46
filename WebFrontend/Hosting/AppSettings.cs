using System.Buffers;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The host applications of <c>Chat:Security:Apps</c>.</summary>
internal static class AppSettings
{
    private const int MaxKeyId = 64;
    private const int MaxName = 256;
    private const int MinSecret = 32;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads them all; what cannot be used is a fault, and no fault has a secret in it.</summary>
    public static IReadOnlyList<AppKey> Read(SettingsReader settings)
    {
        const string List = "Chat:Security:Apps";
        var keyIds = settings.List(List);
        if (keyIds.Distinct(StringComparer.OrdinalIgnoreCase).Count() < keyIds.Length)
        {
            settings.Fault($"{List}: one stands twice");
            return [];
        }

        List<AppKey> keys = [];
        foreach (var keyId in keyIds)
        {
            if (keyId.Length > MaxKeyId || keyId.AsSpan().ContainsAnyExcept(Alphabet))
            {
                settings.Fault($"{List}: '{keyId}' is not 1 to {MaxKeyId} letters, digits, - and _");
            }
            else if (ReadOne(settings, keyId) is { } key)
            {
                if (keys.Any(key.IsSecretOf))
                {
                    settings.Fault($"Chat:Security:App:{keyId}:Secret: another application has the same one");
                }

                keys.Add(key);
            }
        }

        return keys;
    }

    private static AppKey? ReadOne(SettingsReader settings, string keyId)
    {
        var section = $"Chat:Security:App:{keyId}";
        var (company, app) = (Name(settings, $"{section}:Company"), Name(settings, $"{section}:App"));
        var secret = settings.Text($"{section}:Secret");
        if (secret is null or { Length: < MinSecret })
        {
            settings.Fault($"{section}:Secret: at least {MinSecret} characters");
            return null;
        }

        return company is not null && app is not null
            ? new AppKey(new AppTenant(keyId, company, app), secret)
            : null;
    }

    private static string? Name(SettingsReader settings, string key)
    {
        var text = settings.Text(key);
        if (text is { Length: > 0 and <= MaxName })
        {
            return text;
        }

        settings.Fault($"{key}: 1 to {MaxName} characters");
        return null;
    }
}
