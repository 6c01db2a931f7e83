#!/bin/sh
# Runs once, when the database is made: the owner's login, who migrates, and the service's, who owns nothing and inherits nothing.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v service="$SERVICE_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
create role gongyuan_owner login createrole password :'owner';
create role gongyuan_service login noinherit password :'service';
create database gongyuan owner gongyuan_owner encoding 'UTF8' template template0;
SQL
