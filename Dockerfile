# docker build -t deltaglider . && docker run --rm deltaglider demo
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B -Dmaven.test.skip=true -pl deltaglider-cli -am package

FROM eclipse-temurin:21-jre
COPY --from=build /src/deltaglider-cli/target/distribution /opt/deltaglider
# The first start prepares the class archive, which the image then holds.
RUN ln -s /opt/deltaglider/bin/deltaglider /usr/local/bin/deltaglider && deltaglider --version
RUN useradd --create-home deltaglider
USER deltaglider
WORKDIR /home/deltaglider
ENTRYPOINT ["deltaglider"]
