namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>For whom a host application may act.</summary>
/// <param name="KeyId">Of the credential that it showed.</param>
/// <param name="Company">Whose application it is; not empty.</param>
/// <param name="App">Which of the company's; not empty.</param>
public sealed record AppTenant(string KeyId, string Company, string App);
