import 'prototype';
