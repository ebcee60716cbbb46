using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway.Settings;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>What protocols may read of the settings.</summary>
internal sealed class ProtocolSettings(SettingsReader settings) : IProtocolSettings
{
    public string? Text(string key) => settings.Text(key);

    public string[] List(string key) => settings.List(key);

    public bool Switch(string key, bool fallback) => settings.Switch(key, fallback);

    public int Number(string key, int fallback, int min, int max) => settings.Number(key, fallback, min, max);

    public TimeSpan Time(string key, TimeSpan fallback, TimeSpan min, TimeSpan max) =>
        settings.Time(key, fallback, min, max);

    public TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum => settings.Choice(key, fallback);

    public string? PublicUrl(string key)
    {
        if (settings.Text(key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0)
        {
            return text.TrimEnd('/');
        }

        settings.Fault($"{key}: '{text}' is no address such as https://chat.example.org");
        return null;
    }
}
