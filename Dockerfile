# The caller names both images (docs/running.md): the SDK and the ASP.NET Core runtime of .NET 10.
ARG SDK_IMAGE
ARG RUNTIME_IMAGE

FROM ${SDK_IMAGE} AS build
# Embedded: one process. Orleans: one node or many; its packages must restore, from a NuGet configuration of the caller's
# if it gives one: --secret id=nuget,src=...
ARG GRAIN_RUNTIME=Embedded
WORKDIR /source
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Packages first: they change less often than the sources.
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt global.json ./
COPY Grains.Interfaces/Grains.Interfaces.csproj Grains.Interfaces/packages.lock.json Grains.Interfaces/
COPY Grains/Grains.csproj Grains/packages.lock.json Grains/
COPY Silo/Silo.csproj Silo/packages.lock.json Silo/
COPY WebFrontend/WebFrontend.csproj WebFrontend/packages.lock.json WebFrontend/
RUN --mount=type=secret,id=nuget,target=/etc/opt/NuGet/Config/nuget.config \
    dotnet restore WebFrontend -p:GrainRuntime=${GRAIN_RUNTIME}

COPY .editorconfig ./
COPY Grains.Interfaces Grains.Interfaces
COPY Grains Grains
COPY Silo Silo
COPY WebFrontend WebFrontend
RUN dotnet publish Silo -c Release --no-restore -p:GrainRuntime=${GRAIN_RUNTIME} -o /app && \
    dotnet publish WebFrontend -c Release --no-restore -p:GrainRuntime=${GRAIN_RUNTIME} -o /app

FROM ${RUNTIME_IMAGE}
WORKDIR /app
RUN mkdir -p /data/files && chown -R 10001:10001 /data
COPY --from=build /app ./
COPY deploy/image/ready deploy/image/drain ./
USER 10001:10001
VOLUME /data
ENV Chat__Data=/data \
    Chat__Portal__Url=http://0.0.0.0:8000 \
    Chat__Admin__Url=http://0.0.0.0:8001 \
    Chat__Protocols__Chat33__Url=http://0.0.0.0:8090 \
    Chat__Protocols__Friend__Url=http://0.0.0.0:8080 \
    Chat__Protocols__Im__HttpUrl=http://0.0.0.0:8093 \
    Chat__Protocols__Im__SocketUrl=http://0.0.0.0:6666
EXPOSE 6666 8000 8001 8080 8090 8093 11111 30000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["/app/ready", "8000"]
STOPSIGNAL SIGTERM
# The other program is Silo.dll.
ENTRYPOINT ["dotnet"]
CMD ["WebFrontend.dll"]
