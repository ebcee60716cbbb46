using System.Globalization;
using OrleansChat.Silo.Settings;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>What the operator reads when the server is ready: addresses, and in Development how to get in.</summary>
internal static class StartTable
{
    public static void Print(ChatServer server, TextWriter output)
    {
        output.WriteLine("OrleansChat is ready");
        foreach (var (listener, address) in server.Addresses)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Title(listener),-24} {address}"));
        }

        PrintAccess(server.Options, output);
    }

    /// <summary>Who gets in, and how.</summary>
    public static void PrintAccess(ChatOptions options, TextWriter output)
    {
        output.WriteLine($"  {"Security mode",-24} {options.Mode}");
        output.WriteLine($"  {"Data",-24} {options.Data}");
        if (options.IsAdminTokenRandom && options.Mode is SecurityMode.Development)
        {
            output.WriteLine($"  {"Admin token",-24} {options.AdminToken}");
        }

        if (options is { Mode: SecurityMode.Development, HasDemoAccounts: true })
        {
            foreach (var (mobile, name) in DemoAccounts.Users)
            {
                output.WriteLine($"  {"Demo account",-24} {name}, mobile {mobile}, password {DemoAccounts.Password}");
            }
        }

        output.Flush();
    }

    public static string Title(ListenerOptions listener) =>
        listener.Protocol is null || listener.Setting == "Url"
            ? listener.Name
            : $"{listener.Name} ({listener.Setting})";
}
